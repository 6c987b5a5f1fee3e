"""What a withdrawal gives back to the buyer, to the cent, through settlement's one door.

The price of what comes back, and once nothing of the vendor order is left with the buyer, the standard delivery too
(art. L221-24). Reads and writes under the caller's lock of the order.
"""

from dataclasses import replace

from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import RefundRefused, Refusal, Wanted, left_of, priced, returned_quantities
from commerce.withdrawal.states import Role

DOORS = {
    Role.BUYER: Refund.Door.SETTLEMENT,
    Role.VENDOR: Refund.Door.VENDOR,
    Role.OPERATOR: Refund.Door.OPERATOR,
    Role.CLOCK: Refund.Door.SETTLEMENT,
}


def owed(withdrawal):
    """(Wanted, Part) that the buyer gets for this withdrawal before any reduction, or None where nothing is left."""
    part = withdrawal.vendor_order
    if not left_of(part).total_cents:
        return None
    wanted = Wanted(lines=_refundable(withdrawal), shipping_cents=_shipping_cents(withdrawal), at_most_left=True)
    try:
        return wanted, priced(part, wanted)[0]
    except RefundRefused as refusal:
        if refusal.refusal != Refusal.NOTHING:
            raise
        return None


def _refundable(withdrawal):
    returned = returned_quantities(withdrawal.vendor_order)
    lines = withdrawal.lines.select_related("line")
    left = {each.line_id: min(each.quantity, each.line.quantity - returned[each.line_id]) for each in lines}
    return {pk: quantity for pk, quantity in left.items() if quantity > 0}


def _shipping_cents(withdrawal):
    """Standard delivery, once, with the last of the goods; nothing before, for the rest was worth the way.

    What never left the workshop was never delivered: all that delivery cost goes back.
    """
    part = withdrawal.vendor_order
    gone = returned_quantities(part)
    gone.update({each.line_id: each.quantity for each in withdrawal.lines.all()})
    if any(gone[line.pk] < line.quantity for line in part.lines.all()):
        return 0
    standard = part.standard_shipping_cents
    if standard is None or not (part.parcels.exists() or part.received_at):
        standard = part.shipping_cents
    return max(0, min(part.shipping_cents, standard) - part.refunded_shipping_cents)


def give_back(withdrawal, role, *, now, actor=None, door=None, less_cents=0, note=""):
    """Decide the refund of all that is owed, less a reduction. Returns the Refund, or None where nothing is left.

    Raises RefundRefused, with a sentence.
    """
    found = owed(withdrawal)
    if found is None:
        return None
    wanted, _piece = found
    wanted = replace(wanted, kept_cents=less_cents)
    return _decide(withdrawal, wanted, "1", role, now=now, actor=actor, door=door, note=note)


def give_more(withdrawal, cents, role, *, now, actor=None, note=""):
    """Decide that cents which were kept go back after all. Returns the Refund, or None for nothing."""
    cents = min(cents, left_of(withdrawal.vendor_order).goods_cents)
    if not cents:
        return None
    return _decide(withdrawal, Wanted(goods_cents=cents), "2", role, now=now, actor=actor, door=None, note=note)


def _decide(withdrawal, wanted, number, role, *, now, actor, door, note):
    return refund_decision.decide(
        withdrawal.vendor_order,
        wanted,
        reason=Refund.Reason.RETURN if withdrawal.return_by else Refund.Reason.WITHDRAWAL,
        door=door or DOORS[role],
        actor=actor if actor is not None and actor.is_authenticated else None,
        note=note,
        request_key=f"withdrawal:{withdrawal.pk}:{number}",
        now=now,
    )
