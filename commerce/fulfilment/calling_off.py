"""Pieces that won't leave: what is left of their price goes back, and where nothing is, they are called off alone."""

from commerce.fulfilment import letters
from commerce.order import lifecycle, parcels
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.settlement import refund_decision
from commerce.settlement.refund_request import RefundRefused, Refusal, Wanted

#: Amounts that went back before, without a line, may have left nothing of the price.
NOTHING_LEFT = {Refusal.NOTHING, Refusal.ALL_GONE}


def call_off(part, pieces, *, request_key, now, **decision):
    """Give back (line, quantity) pairs of a locked vendor order that are still in the workshop, once per key.

    Returns the Refund, or None where their price had gone back already. Raises RefundRefused.
    """
    wanted = Wanted(lines={line.pk: quantity for line, quantity in pieces}, at_most_left=True)
    try:
        return refund_decision.decide(part, wanted, request_key=request_key, now=now, **decision)
    except RefundRefused as refused:
        if refused.refusal not in NOTHING_LEFT:
            raise
        parcels.call_off(part, pieces, now=now)
        part = _cancelled_if_nothing_is_left(part, now)
        letters.called_off(part, [(line.title, quantity) for line, quantity in pieces], request_key)
        return None


def _cancelled_if_nothing_is_left(part, now):
    """The vendor order as it is then: what coupons paid whole has no money to give back, and ends all the same."""
    part = VendorOrder.objects.select_related("vendor", "order__user").get(pk=part.pk)
    if part.status == VendorOrderStatus.CONFIRMED and not parcels.left_to_send(part):
        part.status = lifecycle.cancel_paid(part, now=now).status
    return part
