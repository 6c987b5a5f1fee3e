"""What a person may decide on a row of the control page."""

from dataclasses import dataclass, field

from ..models import Account, Dispute, Document, IdentityVerification, Transaction, UboDeclaration, User
from ..resources import disputes, payouts
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


def on_user(user: User) -> list[Action]:
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


def on_transaction(row: Transaction) -> list[Action]:
    """What a bank may still decide."""
    if row.nature != "REGULAR":
        return []
    if row.type == "PAYOUT":
        return on_payout(row)
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


def on_payout(row: Transaction) -> list[Action]:
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


def on_document(row: Document) -> list[Action]:
    """Validate or refuse."""
    if row.status not in ("CREATED", "VALIDATION_ASKED"):
        return []
    url = f"/control/documents/{row.pk}"
    return [
        Action(url, "Valider", {"status": "VALIDATED"}),
        Action(url, "Refuser", {"status": "REFUSED"}, "reason", REFUSAL_TYPES),
    ]


def on_ubo(row: UboDeclaration) -> list[Action]:
    """Validate, ask for more, refuse."""
    if row.status != "VALIDATION_ASKED":
        return []
    url = f"/control/ubo-declarations/{row.pk}"
    return [
        Action(url, "Valider", {"status": "VALIDATED"}),
        Action(url, "Incomplète", {"status": "INCOMPLETE"}, "reason", UBO_REASONS),
        Action(url, "Refuser", {"status": "REFUSED"}, "reason", UBO_REASONS),
    ]


def on_verification(row: IdentityVerification) -> list[Action]:
    """Validate or refuse."""
    if row.status not in ("PENDING", "REVIEW"):
        return []
    url = f"/control/identity-verifications/{row.pk}"
    return [Action(url, "Valider", {"status": "VALIDATED"}), Action(url, "Refuser", {"status": "REFUSED"})]


def on_dispute(row: Dispute) -> list[Action]:
    """Won, lost, void, or more evidence."""
    if row.status == "CLOSED":
        return []
    labels = {"WON": "Gagné", "LOST": "Perdu", "VOID": "Annulé", "REOPENED": "Demander des preuves"}
    url = f"/control/disputes/{row.pk}"
    return [Action(url, label, {"result": result}) for result, label in labels.items()]


def on_fees(row: Account) -> list[Action]:
    """The monthly bill empties the Fees Wallet."""
    if row.funds_type != Account.FEES or row.balance <= 0:
        return []
    values = {"client_id": row.client_id, "currency": row.currency}
    return [Action("/control/fees/bill", "Facture du mois", values)]
