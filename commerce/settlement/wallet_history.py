"""Every journal that touched a vendor's wallet, cut by what its money was for. Read from the book alone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Sum

from commerce.ledger.models import Account, Entry
from commerce.settlement.journals import COMMISSION, COMMISSION_VAT, vendor_wallet


@dataclass(frozen=True)
class WalletLine:
    """One movement as its vendor sees it: cents that came (positive) or went (negative), and for what.

    A journal sums to zero, so that what its other accounts gave is exactly what the wallet got: `net_cents`.
    """

    key: str
    occurred_at: datetime
    description: str
    #: The vendor order that the journal names, or "".
    reference: str
    goods_cents: int = 0
    shipping_cents: int = 0
    commission_cents: int = 0
    commission_vat_cents: int = 0
    #: What the operator's reserve added for good: its own reductions, and refunds that it bears.
    operator_cents: int = 0
    #: What went back to a buyer.
    refund_cents: int = 0
    #: What the reserve advanced, and what a release kept to repay it or another debt.
    debt_cents: int = 0
    bank_cents: int = 0
    other_cents: int = 0

    @property
    def sale_cents(self):
        """What the sale itself brought or took back, before anything was kept for a debt or sent to the bank."""
        fees_cents = self.commission_cents + self.commission_vat_cents
        return self.goods_cents + self.shipping_cents + fees_cents + self.operator_cents + self.refund_cents

    @property
    def net_cents(self):
        """What the wallet got."""
        return self.sale_cents + self.debt_cents + self.bank_cents + self.other_cents


def balance_before(vendor_id, moment):
    """Cents in the vendor's wallet just before a moment."""
    entries = Entry.objects.filter(account__code=vendor_wallet(vendor_id), journal__occurred_at__lt=moment)
    return entries.aggregate(total=Sum("amount_cents"))["total"] or 0


def wallet_lines(vendor_id, start, end):
    """The vendor's movements from `start` (included) to `end` (not), oldest first. One query."""
    wallet = vendor_wallet(vendor_id)
    journals = Entry.objects.filter(
        account__code=wallet, journal__occurred_at__gte=start, journal__occurred_at__lt=end
    ).values("journal")
    entries = Entry.objects.filter(journal__in=journals).select_related("journal", "account")
    in_order = entries.order_by("journal__occurred_at", "journal_id", "pk")
    return [_line(wallet, list(group)) for _, group in groupby(in_order, key=lambda entry: entry.journal_id)]


def _line(wallet, entries):
    amounts = defaultdict(int)
    for entry in entries:
        if entry.account.code != wallet:
            amounts[_column(entry)] -= entry.amount_cents
    journal = entries[0].journal
    return WalletLine(
        key=journal.business_key,
        occurred_at=journal.occurred_at,
        description=journal.description,
        reference=next((label for entry in entries if (label := _vendor_order(entry))), ""),
        **amounts,
    )


#: Labels by which the order's wallet and the reserve say what their side of a movement is.
DELIVERY, GOING_BACK, ADVANCE = "livraison", "à rembourser", "top_up"
BY_CODE = {
    COMMISSION: "commission_cents",
    COMMISSION_VAT: "commission_vat_cents",
    "fees:debts": "debt_cents",
    "outside:banks": "bank_cents",
}


def _column(entry):
    """Which column of a WalletLine the other side of the movement belongs to."""
    code, kind = entry.account.code, entry.account.kind
    if code in BY_CODE:
        return BY_CODE[code]
    if kind == Account.Kind.ORDER_WALLET:
        return _of_the_order(entry.label)
    if kind == Account.Kind.RESERVE:
        return "debt_cents" if entry.label == ADVANCE else "operator_cents"
    if kind == Account.Kind.IN_TRANSIT:
        return "bank_cents"
    return "debt_cents" if code.startswith(("debt:", "claims:")) else "other_cents"


def _of_the_order(label):
    if label.endswith(GOING_BACK):
        return "refund_cents"
    return "shipping_cents" if label.endswith(DELIVERY) else "goods_cents"


def _vendor_order(entry):
    word = entry.label.split(" ")[0]
    return word if word.startswith("VO-") else ""
