"""What a vendor has with us and owes us, as the book says, and what a transfer that came back asks for."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from commerce.ledger import book
from commerce.settlement import debts, journals
from commerce.settlement.models import Debt, Payout
from commerce.settlement.payouts import ACCOUNT_REFUSED, USER_BLOCKED


@dataclass(frozen=True)
class Balance:
    """Cents in the vendor's Mangopay wallet and owed to the operator, by the book; the debts with what repaid them."""

    wallet_cents: int
    owed_cents: int
    debts: list[Debt] = field(default_factory=list)


def balance_of(vendor):
    """The vendor's Balance. Four queries at most, however many debts there are."""
    open_debts = debts.open_debts(vendor).prefetch_related("repayments__release__vendor_order")
    return Balance(book.balance(journals.vendor_wallet(vendor.pk)), debts.owed_cents(vendor), list(open_debts))


def advice(payout):
    """What the vendor can do about a transfer that failed or came back, or "" for one that is in order."""
    if payout.state != Payout.State.FAILED and not payout.returned_at:
        return ""
    if payout.result_code in USER_BLOCKED:
        return _("L’argent est sur votre solde. Écrivez-nous : votre compte de paiement doit être débloqué.")
    if payout.returned_at or payout.result_code in ACCOUNT_REFUSED:
        return _(
            "L’argent est sur votre solde. Donnez-nous un autre compte bancaire, ou corrigez le nom de son "
            "titulaire : le virement repart de lui-même."
        )
    return _("L’argent est sur votre solde, et le virement repart de lui-même : vous n’avez rien à faire.")
