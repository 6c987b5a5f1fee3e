"""The tables of the control page and their columns."""

from collections.abc import Callable
from dataclasses import dataclass

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
from ..templatetags.mangopay_sandbox import moment, money
from . import actions
from .actions import Action


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
        actions.on_user,
    ),
    Section(
        "wallets",
        "Portefeuilles",
        ("Portefeuille", "Client", "Titulaire", "Libellé", "Solde"),
        wallet_rows,
        wallet_cells,
        actions.on_fees,
    ),
    Section(
        "transactions",
        "Transactions",
        TRANSACTION_HEADERS,
        lambda: newest(Transaction),
        transaction_cells,
        actions.on_transaction,
    ),
    Section(
        "documents",
        "Documents KYC",
        DOCUMENT_HEADERS,
        lambda: newest(Document),
        document_cells,
        actions.on_document,
    ),
    Section(
        "owners",
        "Bénéficiaires effectifs",
        UBO_HEADERS,
        lambda: newest(UboDeclaration),
        ubo_cells,
        actions.on_ubo,
    ),
    Section(
        "identities",
        "Vérifications d’identité",
        ("Vérification", "Date", "Utilisateur", "État"),
        lambda: newest(IdentityVerification),
        verification_cells,
        actions.on_verification,
    ),
    Section(
        "disputes",
        "Litiges",
        DISPUTE_HEADERS,
        lambda: newest(Dispute),
        dispute_cells,
        actions.on_dispute,
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
        actions.on_document,
    ),
    Section(
        "",
        "Déclarations de bénéficiaires à examiner",
        UBO_HEADERS,
        lambda: newest(UboDeclaration, status="VALIDATION_ASKED"),
        ubo_cells,
        actions.on_ubo,
    ),
    Section(
        "",
        "Paiements et virements en attente",
        TRANSACTION_HEADERS,
        lambda: newest(Transaction, status="CREATED", nature="REGULAR"),
        transaction_cells,
        actions.on_transaction,
    ),
    Section(
        "",
        "Litiges ouverts",
        DISPUTE_HEADERS,
        lambda: newest(Dispute).exclude(status="CLOSED"),
        dispute_cells,
        actions.on_dispute,
    ),
)
