"""What a dispute may give back to the buyer, to the cent, through settlement's one door.

The price of the pieces that it is about, as far as no withdrawal and no refund has them already, and delivery with the
last of the goods. Less than their price lowers it: whoever sends them back later gets the rest, and no piece is paid
twice. Reads and writes under the caller's lock of the order.
"""

from dataclasses import dataclass

from commerce.disputes.grounds import Ground
from commerce.disputes.states import Role
from commerce.money import allocate
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import REFUNDABLE_DAYS, Wanted, left_of, lowered_to, priced_lines
from commerce.withdrawal.right import gone_quantities

DOORS = {Role.VENDOR: Refund.Door.VENDOR, Role.OPERATOR: Refund.Door.OPERATOR}
REASONS = {
    Ground.NOT_ARRIVED: Refund.Reason.LOST,
    Ground.BROKEN: Refund.Reason.DAMAGED,
    Ground.NOT_AS_DESCRIBED: Refund.Reason.DAMAGED,
    Ground.CONFORMITY: Refund.Reason.DAMAGED,
    Ground.RETURN: Refund.Reason.RETURN,
    Ground.OTHER: Refund.Reason.DISPUTE,
}


@dataclass(frozen=True)
class Left:
    """What is left to give back: {line id: (quantity, cents)}, and delivery in cents.

    `gone` counts the pieces of each line that are given back, or given up by a withdrawal.
    """

    lines: dict
    shipping_cents: int
    gone: dict

    @property
    def goods_cents(self):
        """Of the pieces."""
        return sum(cents for _quantity, cents in self.lines.values())

    @property
    def total_cents(self):
        """The most that may be given back."""
        return self.goods_cents + self.shipping_cents


def left_in(dispute):
    """What this dispute may still give back. Some six queries."""
    part = dispute.vendor_order
    left, gone = left_of(part), gone_quantities(part)
    kept = {line.pk: line.quantity - gone[line.pk] for line in part.lines.all()}
    ours = {each.line_id: min(each.quantity, kept[each.line_id]) for each in dispute.lines.all()}
    ours = {pk: quantity for pk, quantity in ours.items() if quantity > 0}
    if not ours:
        return Left({}, 0, gone)
    is_last = all(ours.get(pk, 0) >= quantity for pk, quantity in kept.items())
    lines = lowered_to(priced_lines(part, ours), left.goods_cents)
    shipping_cents = left.shipping_cents if is_last else 0
    return Left({line.pk: (quantity, cents) for line, quantity, cents in lines}, shipping_cents, gone)


def is_too_late_for_the_card(dispute, *, now):
    """Whether the card that paid can't be credited any more: buyer and vendor then settle by themselves."""
    pay_in = getattr(dispute.vendor_order.order, "pay_in", None)
    return pay_in is not None and pay_in.concluded_at and (now - pay_in.concluded_at).days >= REFUNDABLE_DAYS


def give_back(dispute, cents, role, *, now, actor=None, bearer=Refund.Bearer.VENDOR):
    """Decide that `cents` go back, up to what is left: goods first. Returns the Refund, or None for nothing.

    Raises RefundRefused, with a sentence.
    """
    if not cents:
        return None
    return refund_decision.decide(
        dispute.vendor_order,
        _wanted(left_in(dispute), cents),
        reason=REASONS[dispute.ground],
        door=DOORS[role],
        bearer=bearer,
        actor=actor if actor is not None and actor.is_authenticated else None,
        note=dispute.number,
        request_key=f"order-dispute:{dispute.pk}:{dispute.steps.count()}",
        now=now,
    )


def _wanted(left, cents):
    goods_cents = min(cents, left.goods_cents)
    shipping_cents = cents - goods_cents
    if goods_cents == left.goods_cents:
        lines = {pk: quantity for pk, (quantity, _cents) in left.lines.items()}
        return Wanted(lines=lines, at_most_left=True, shipping_cents=shipping_cents)
    shares = allocate(goods_cents, [price for _quantity, price in left.lines.values()])
    reductions = {pk: share for pk, share in zip(left.lines, shares, strict=True) if share}
    lowered = {pk: (left.lines[pk][0], left.gone[pk]) for pk in reductions}
    return Wanted(reductions=reductions, lowered=lowered, shipping_cents=shipping_cents)
