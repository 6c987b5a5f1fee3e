"""The tables of the control page: their columns, and what a person may decide on each row."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from ..models import (
    Account,
    Delivery,
    Dispute,
    Document,
    Hook,
    IdentityVerification,
    Transaction,
    UboDeclaration,
    User,
)
from ..resources import disputes, payouts
from ..templatetags.mangopay_sandbox import moment, money
from .decisions import REFUSAL_TYPES, UBO_REASONS

FAILURES = ("121001", "121005", "121006", "121010", "121030", "121999")


@dataclass
class Action:
    """A form with one button; `choices` is a select named `chosen`."""

    url: str
    label: str
    values: dict[str, str] = field(default_factory=dict)
    chosen: str = ""
    choices: tuple[str, ...] = ()
    choice_label: str = "Motif"


@dataclass
class Section:
    """A table of the page."""

    name: str
    title: str
    headers: tuple[str, ...]
    rows: Callable[[], QuerySet]
    cells: Callable[[object], list]
    actions: Callable[[object], list[Action]] = lambda row: []
    client_column: str = "client_id"

    def row(self, row) -> dict:
        """One line: its cells and its forms."""
        return {"key": str(row.pk), "cells": self.cells(row), "actions": self.actions(row)}


def newest(model, **conditions) -> QuerySet:
    """Rows, the newest first."""
    return model.objects.filter(**conditions).order_by("-creation_date", "-pk")


def user_actions(user: User) -> list[Action]:
    """Block, unblock, authenticate, verify."""
    url = f"/control/users/{user.pk}"
    blocked = user.inflows_blocked or user.outflows_blocked
    wanted = "false" if blocked else "true"
    values = {"inflows_blocked": wanted, "outflows_blocked": wanted}
    actions = [Action(url, "Débloquer" if blocked else "Bloquer", values)]
    if user.user_status == "PENDING_USER_ACTION":
        actions.append(Action(f"{url}/authenticate", "Authentifier"))
    if user.kyc_level == "LIGHT" and user.user_category != "PAYER":
        actions.append(Action(url, "Vérifier d’office", {"kyc_level": "REGULAR"}))
    return actions


def user_cells(user: User) -> list:
    """Identity and state."""
    blocked = " · bloqué" if user.inflows_blocked or user.outflows_blocked else ""
    kind = user.legal_person_type or "NATURAL"
    return [user.pk, user.name, user.email, kind, user.user_category, user.kyc_level, user.user_status + blocked]


def transaction_cells(row: Transaction) -> list:
    """Who, what, how much, how it went."""
    state = f"{row.status} {row.result_code or ''}".strip()
    kind = f"{row.type} {row.nature}" if row.nature != "REGULAR" else row.type
    return [
        row.pk,
        moment(row.creation_date),
        kind,
        money(row.debited_amount, row.currency),
        money(row.fees_amount, row.currency),
        state,
        row.debited_wallet_id or "—",
        row.credited_wallet_id or "—",
    ]


def transaction_actions(row: Transaction) -> list[Action]:
    """What a bank may still decide."""
    if row.nature != "REGULAR":
        return []
    if row.type == "PAYOUT":
        return payout_actions(row)
    if row.type != "PAYIN":
        return []
    if row.status == Transaction.SUCCEEDED:
        url = f"/control/payins/{row.pk}/dispute"
        return [Action(url, "Ouvrir un litige", {}, "reason", disputes.REASONS)]
    if row.status == Transaction.CREATED and row.details.get("PaymentType") == "BANK_WIRE":
        return [Action(f"/control/bankwires/{row.pk}/settle", "Virement reçu")]
    if row.status == Transaction.CREATED:
        return [Action(f"/control/payins/{row.pk}/fail", "Laisser expirer")]
    return []


def payout_actions(row: Transaction) -> list[Action]:
    """Succeed, fail, or come back."""
    url = f"/control/payouts/{row.pk}"
    if row.status == Transaction.CREATED:
        return [
            Action(f"{url}/succeed", "Exécuter"),
            Action(f"{url}/fail", "Refuser", {}, "result_code", FAILURES, "Code"),
        ]
    if row.status == Transaction.SUCCEEDED:
        return [Action(f"{url}/return", "Retourner", {}, "reason", payouts.RETURN_REASONS)]
    return []


def document_actions(row: Document) -> list[Action]:
    """Validate or refuse."""
    if row.status not in ("CREATED", "VALIDATION_ASKED"):
        return []
    url = f"/control/documents/{row.pk}"
    return [
        Action(url, "Valider", {"status": "VALIDATED"}),
        Action(url, "Refuser", {"status": "REFUSED"}, "reason", REFUSAL_TYPES),
    ]


def ubo_actions(row: UboDeclaration) -> list[Action]:
    """Validate, ask for more, refuse."""
    if row.status != "VALIDATION_ASKED":
        return []
    url = f"/control/ubo-declarations/{row.pk}"
    return [
        Action(url, "Valider", {"status": "VALIDATED"}),
        Action(url, "Incomplète", {"status": "INCOMPLETE"}, "reason", UBO_REASONS),
        Action(url, "Refuser", {"status": "REFUSED"}, "reason", UBO_REASONS),
    ]


def verification_actions(row: IdentityVerification) -> list[Action]:
    """Validate or refuse."""
    if row.status not in ("PENDING", "REVIEW"):
        return []
    url = f"/control/identity-verifications/{row.pk}"
    return [Action(url, "Valider", {"status": "VALIDATED"}), Action(url, "Refuser", {"status": "REFUSED"})]


def dispute_actions(row: Dispute) -> list[Action]:
    """Won, lost, void, or more evidence."""
    if row.status == "CLOSED":
        return []
    labels = {"WON": "Gagné", "LOST": "Perdu", "VOID": "Annulé", "REOPENED": "Demander des preuves"}
    url = f"/control/disputes/{row.pk}"
    return [Action(url, label, {"result": result}) for result, label in labels.items()]


def fees_actions(row: Account) -> list[Action]:
    """The monthly bill empties the Fees Wallet."""
    if row.funds_type != Account.FEES or row.balance <= 0:
        return []
    values = {"client_id": row.client_id, "currency": row.currency}
    return [Action("/control/fees/bill", "Facture du mois", values)]


def wallet_rows() -> QuerySet:
    """Wallets of users and of clients."""
    kinds = (Account.WALLET, Account.FEES, Account.CREDIT)
    return newest(Account, funds_type__in=kinds)


def delivery_rows() -> QuerySet:
    """Deliveries with what they carry."""
    return Delivery.objects.select_related("hook", "event").order_by("-pk")


DOCUMENT_HEADERS = ("Document", "Date", "Utilisateur", "Type", "État", "Motif")
TRANSACTION_HEADERS = ("Transaction", "Date", "Type", "Montant", "Frais", "État", "Débité", "Crédité")
UBO_HEADERS = ("Déclaration", "Date", "Utilisateur", "Bénéficiaires", "État")
DISPUTE_HEADERS = ("Litige", "Date", "Paiement", "Type", "Montant", "État", "Issue")


def document_cells(row: Document) -> list:
    """A proof and its state."""
    date = moment(row.creation_date)
    return [row.pk, date, row.user_id, row.type, row.status, row.refused_reason_type or "—"]


def ubo_cells(row: UboDeclaration) -> list:
    """A declaration and its state."""
    names = ", ".join(f"{ubo['FirstName']} {ubo['LastName']}" for ubo in row.details.get("Ubos", []))
    return [row.pk, moment(row.creation_date), row.user_id, names or "—", row.status]


def dispute_cells(row: Dispute) -> list:
    """A dispute and its outcome."""
    amount = money(row.disputed_amount, row.currency)
    date = moment(row.creation_date)
    return [row.pk, date, row.payin_id, row.dispute_type, amount, row.status, row.result or "—"]


def wallet_cells(row: Account) -> list:
    """A wallet and its balance."""
    return [row.code, row.client_id, row.owner_id or "—", row.description or "—", money(row.balance, row.currency)]


def hook_cells(row: Hook) -> list:
    """A hook and its health."""
    return [row.event_type, row.client_id, row.url, row.status, row.validity, row.failures_in_a_row]


def delivery_cells(row: Delivery) -> list:
    """A delivery and its last answer."""
    event = row.event
    due = moment(row.due_at)
    return [event.event_type, event.resource_id, row.status, row.attempts, row.last_answer or "—", due]


def verification_cells(row: IdentityVerification) -> list:
    """A hosted verification and its state."""
    return [row.pk, moment(row.creation_date), row.user_id, row.status]


SECTIONS = (
    Section(
        "users",
        "Utilisateurs",
        ("Utilisateur", "Nom", "Courriel", "Forme", "Catégorie", "KYC", "État"),
        lambda: newest(User),
        user_cells,
        user_actions,
    ),
    Section(
        "wallets",
        "Portefeuilles",
        ("Portefeuille", "Client", "Titulaire", "Libellé", "Solde"),
        wallet_rows,
        wallet_cells,
        fees_actions,
    ),
    Section(
        "transactions",
        "Transactions",
        TRANSACTION_HEADERS,
        lambda: newest(Transaction),
        transaction_cells,
        transaction_actions,
    ),
    Section(
        "documents",
        "Documents KYC",
        DOCUMENT_HEADERS,
        lambda: newest(Document),
        document_cells,
        document_actions,
    ),
    Section(
        "owners",
        "Bénéficiaires effectifs",
        UBO_HEADERS,
        lambda: newest(UboDeclaration),
        ubo_cells,
        ubo_actions,
    ),
    Section(
        "identities",
        "Vérifications d’identité",
        ("Vérification", "Date", "Utilisateur", "État"),
        lambda: newest(IdentityVerification),
        verification_cells,
        verification_actions,
    ),
    Section(
        "disputes",
        "Litiges",
        DISPUTE_HEADERS,
        lambda: newest(Dispute),
        dispute_cells,
        dispute_actions,
    ),
    Section(
        "hooks",
        "Hooks",
        ("Événement", "Client", "Adresse", "État", "Validité", "Échecs de suite"),
        lambda: newest(Hook),
        hook_cells,
    ),
    Section(
        "deliveries",
        "Notifications",
        ("Événement", "Ressource", "État", "Essais", "Réponse", "Échéance"),
        delivery_rows,
        delivery_cells,
        client_column="event__client_id",
    ),
)
BY_NAME = {section.name: section for section in SECTIONS}
MENU = [("", "Accueil")] + [(section.name, section.title) for section in SECTIONS]

WAITING = (
    Section(
        "",
        "Documents à examiner",
        DOCUMENT_HEADERS,
        lambda: newest(Document, status="VALIDATION_ASKED"),
        document_cells,
        document_actions,
    ),
    Section(
        "",
        "Déclarations de bénéficiaires à examiner",
        UBO_HEADERS,
        lambda: newest(UboDeclaration, status="VALIDATION_ASKED"),
        ubo_cells,
        ubo_actions,
    ),
    Section(
        "",
        "Paiements et virements en attente",
        TRANSACTION_HEADERS,
        lambda: newest(Transaction, status="CREATED", nature="REGULAR"),
        transaction_cells,
        transaction_actions,
    ),
    Section(
        "",
        "Litiges ouverts",
        DISPUTE_HEADERS,
        lambda: newest(Dispute).exclude(status="CLOSED"),
        dispute_cells,
        dispute_actions,
    ),
)
