"""What leaves vendors' wallets for their banks."""

from collections import Counter

from commerce.ledger.book import balances_of_kinds
from commerce.ledger.models import Account
from commerce.partner.models import Partner
from commerce.settlement import journals
from commerce.settlement.models import GiftCardRelease, Payout, Release, ReserveTransfer, TransferRefund

SUCCEEDED = Payout.State.SUCCEEDED
#: Of a release: its vendor, what moved, and what was kept of it.
RELEASED = ("vendor_order__vendor", "amount_cents", "commission_cents", "commission_vat_cents", "debt_cents")
#: The same of what a gift card paid.
SPENT = ("payment__vendor_order__vendor", *RELEASED[1:])


def payouts_pay_what_was_released(now):
    """What came into a vendor's wallet and wasn't taken back went to the bank, is on its way or lies there still.

    A payout of a vendor from whom nothing was ever taken back carries exactly what it lists.
    """
    came, taken = Counter(), Counter()
    for vendor_id, cents, fees, vat, debt in Release.objects.filter(state=SUCCEEDED).values_list(*RELEASED):
        came[vendor_id] += cents - fees - vat - debt
    for vendor_id, cents, fees, vat, debt in GiftCardRelease.objects.filter(state=SUCCEEDED).values_list(*SPENT):
        came[vendor_id] += cents - fees - vat - debt
    for vendor_id, cents in _additions().values_list("vendor", "amount_cents"):
        came[vendor_id] += cents
    steps = TransferRefund.objects.values_list("refund__vendor_order__vendor", "amount_cents", "state")
    for vendor_id, cents, state in steps:
        taken[vendor_id] += cents if state == SUCCEEDED else 0
    payouts = Payout.objects.filter(state=SUCCEEDED, returned_at=None)
    paid = Counter()
    for payout in payouts.prefetch_related("releases", "gift_card_releases", "additions"):
        paid[payout.vendor_id] += payout.amount_cents
        if payout.vendor_id not in taken and payout.amount_cents != _listed(payout):
            return False
    left = balances_of_kinds([Account.Kind.VENDOR_WALLET, Account.Kind.IN_TRANSIT])
    return all(
        came[pk] - taken[pk] - paid[pk]
        == left.get(journals.vendor_wallet(pk), 0) + left.get(journals.in_transit(pk), 0)
        for pk in Partner.objects.values_list("pk", flat=True)
    )


def _additions():
    return ReserveTransfer.objects.filter(state=SUCCEEDED).exclude(purpose=ReserveTransfer.Purpose.FEES)


def _listed(payout):
    moved = [*payout.releases.all(), *payout.gift_card_releases.all()]
    released = sum(release.net_cents for release in moved if release.amount_cents)
    return released + sum(transfer.amount_cents for transfer in payout.additions.all())
