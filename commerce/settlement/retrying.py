"""A movement that failed or hangs is moved on at once, because a person asks: by the same steps that settle takes."""

from commerce.settlement import gift_cards, payouts, refunds, release, reserve
from commerce.settlement.models import (
    GiftCardRelease,
    PayInRefund,
    Payout,
    Release,
    ReserveTransfer,
    SettlementTransfer,
    TransferRefund,
)
from commerce.settlement.operations import lift_delay

#: Movements that a person may have tried again. A card that was refused is the buyer's to try.
MODELS = {
    model._meta.model_name: model
    for model in (Release, GiftCardRelease, PayInRefund, TransferRefund, SettlementTransfer, ReserveTransfer, Payout)
}


def retry(operation, *, now):
    """Try again what failed, look again at what hangs. Returns the operation as it is then.

    Raises NotReleasable, ReserveMissing, Refused, OutcomeUnknown or Unavailable. A payout that failed isn't repeated:
    its money is on the vendor's balance, and today's or tomorrow's payout carries it.
    """
    if operation.state == operation.State.SUCCEEDED:
        return operation
    lift_delay(operation, now=now)
    _STEPS[type(operation)](operation, now)
    operation.refresh_from_db()
    return operation


def _retry_release(operation, now):
    release.release(operation.vendor_order_id, now=now)


def _retry_gift_card(operation, now):
    gift_cards.release(operation.payment_id, now=now)


def _retry_refund(step, now):
    refunds.carry_on(step.refund, now=now)


def _retry_reserve(transfer, now):
    if transfer.refund_id:
        refunds.carry_on(transfer.refund, now=now)
    else:
        reserve.pay(transfer, now=now)


def _retry_payout(payout, now):
    if payout.is_final:
        payouts.pay_out(payout.vendor_id, now=now)
    else:
        payouts.follow(payout, now=now)


_STEPS = {
    Release: _retry_release,
    GiftCardRelease: _retry_gift_card,
    PayInRefund: _retry_refund,
    TransferRefund: _retry_refund,
    SettlementTransfer: _retry_refund,
    ReserveTransfer: _retry_reserve,
    Payout: _retry_payout,
}
