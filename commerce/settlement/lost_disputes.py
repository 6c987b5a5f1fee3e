"""What a buyer's bank took for good comes out of the shares like a refund, whatever state they are in."""

from django.db import transaction

from commerce.money import allocate
from commerce.order.status import VendorOrderStatus
from commerce.settlement import incidents, refund_decision
from commerce.settlement.models import PayInRefund, Refund
from commerce.settlement.refund_request import RefundRefused, Wanted, left_of, left_on_bank_card

State = PayInRefund.State


def refund_in_doubt(dispute):
    """Whether a refund of this payment is asked for without an answer: what is left to pay isn't known yet."""
    asked = PayInRefund.objects.filter(pay_in=dispute.pay_in_id, state__in=[State.UNKNOWN, State.CREATED])
    return asked.exists()


def charge(dispute, parts, now):
    """Decide who pays a lost dispute, in the caller's transaction, under its locks. Returns the cents nobody can."""
    paid = [part for part in parts if part.confirmed_at]
    left = [left_on_bank_card(part).total_cents for part in paid]
    lacking_cents = max(0, dispute.disputed_cents - sum(left))
    lacking_cents -= _turn_refunds_over(dispute, lacking_cents, now)
    payable_cents = min(dispute.disputed_cents, sum(left))
    shares = allocate(payable_cents, left) if payable_cents else []
    charged_cents = sum(_charge(dispute, part, cents, now) for part, cents in zip(paid, shares, strict=False) if cents)
    return lacking_cents + payable_cents - charged_cents


def _turn_refunds_over(dispute, at_most_cents, now):
    """Refunds that can't reach the card any more, since they would pay twice what the bank paid already.

    They were decided before we knew of the dispute. Their money settles it. Returns the cents.
    """
    turned_cents = 0
    for refund in dispute.pay_in.refunds.open().filter(dispute=None, gift_card_payment=None).order_by("pk"):
        if refund.amount_cents <= at_most_cents - turned_cents:
            turned_cents += refund.amount_cents
            Refund.objects.filter(pk=refund.pk).update(dispute=dispute)
            incidents.solve(f"payin:{refund.business_key}", now=now)
    return turned_cents


def _charge(dispute, part, cents, now):
    """Take cents of what is left of a part: all of it, or goods before shipping. Returns what was taken."""
    left = left_on_bank_card(part)
    goods_cents = min(left.goods_cents, cents)
    wanted = (
        Wanted(everything=True)
        if cents == left_of(part).total_cents
        else Wanted(goods_cents=goods_cents, shipping_cents=cents - goods_cents)
    )
    try:
        with transaction.atomic():
            refund_decision.decide(
                part,
                wanted,
                reason=Refund.Reason.CHARGEBACK,
                door=Refund.Door.CHARGEBACK,
                bearer=dispute.bearer if part.status != VendorOrderStatus.CONFIRMED else Refund.Bearer.VENDOR,
                request_key=f"{dispute.resource_id[:30]}:{part.pk}"[-40:],
                dispute=dispute,
                now=now,
            )
    except RefundRefused:  # A crumb that can't be taken back, or nothing that this part could give.
        return 0
    return cents
