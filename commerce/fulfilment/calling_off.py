"""Pieces that won't leave: what is left of their price goes back, and where nothing is, they are called off alone."""

from django.db import transaction

from commerce.fulfilment import letters
from commerce.order import lifecycle, parcels
from commerce.order.locks import lock_order
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import RefundRefused, Refusal, Wanted

#: Amounts that went back before, without a line, may have left nothing of the price.
NOTHING_LEFT = {Refusal.NOTHING, Refusal.ALL_GONE}

#: What a buyer calls off: of an order that left in part, settlement gives back the rest alone.
EVERYTHING = Wanted(everything=True)


def foreseen_by_buyer(part, *, now):
    """The Foreseen that `call_off_by_buyer` would decide now, or None where no money is left to give back.

    Raises RefundRefused as it does.
    """
    try:
        return refund_decision.foreseen(part, EVERYTHING, door=Refund.Door.BUYER, now=now)
    except RefundRefused as refused:
        if refused.refusal in NOTHING_LEFT and part.is_to_send:
            return None
        raise


@transaction.atomic
def call_off_by_buyer(part, *, actor=None, now):
    """Call off all that is still in the workshop, once. Returns the Refund, or None where no money was left.

    Raises RefundRefused, with a sentence, and changes nothing.
    """
    _order, parts = lock_order(part.order_id)
    part = next(each for each in parts if each.pk == part.pk)
    decision = {"reason": Refund.Reason.CANCELLED, "door": Refund.Door.BUYER, "actor": actor, "now": now}
    decision["request_key"] = f"cancelled:{part.pk}"
    if part.is_to_send:
        return call_off(part, parcels.left_to_send(part), **decision)
    if part.status == VendorOrderStatus.CANCELLED and not part.refunds.exists():
        return None
    return refund_decision.decide(part, EVERYTHING, **decision)


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
        is_by_buyer = decision["door"] == Refund.Door.BUYER
        titles = [(line.title, quantity) for line, quantity in pieces]
        letters.called_off(part, titles, request_key, is_by_buyer=is_by_buyer)
        return None


def _cancelled_if_nothing_is_left(part, now):
    """The vendor order as it is then: what coupons paid whole has no money to give back, and ends all the same."""
    part = VendorOrder.objects.select_related("vendor", "order__user").get(pk=part.pk)
    if part.status == VendorOrderStatus.CONFIRMED and not parcels.left_to_send(part):
        part.status = lifecycle.cancel_paid(part, now=now).status
    return part
