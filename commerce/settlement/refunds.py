"""Moving money that goes back, step by step, each once: `refund_decision` decided it.

Before release it leaves the order's wallet. After release it comes back there first (`taking_back`). What a gift card
paid is on the card again instead, in the wallet of the order that bought it. Several refunds
of one payment follow each other, and the same amount waits a day, because Mangopay refuses it sooner (005406, 005407).
"""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from commerce.mangopay.gateway import gateway as current_gateway
from commerce.order.locks import lock_vendor_order
from commerce.settlement import gift_cards, incidents, journals, refund_mails, refunds_elsewhere, taking_back
from commerce.settlement.models import PayInRefund, Refund, SettlementTransfer
from commerce.settlement.operations import advance
from commerce.settlement.refund_decision import path_of

State = PayInRefund.State
Path = Refund.Path

#: The same amount of one pay-in can't be refunded again within this time (Mangopay 005407).
SAME_AMOUNT_DELAY = timedelta(hours=24)
PENDING_OR_SAME_AMOUNT = {"005406", "005407"}


def intend(pay_in, reason, *, now):
    """Decide to give a pay-in back whole, that no order is due; the caller's transaction holds it and its journal."""
    refund = Refund.objects.create(
        pay_in=pay_in,
        business_key=f"refund:{pay_in.business_key}",
        goods_cents=pay_in.paid_cents,
        reason=reason,
        decided_at=now,
    )
    _last_step(refund)
    return refund


def carry_on(refund, *, gateway=None, now):
    """Move a refund on as far as it goes now, each step once. Returns it as it is then.

    Raises OutcomeUnknown, Unavailable or ReserveMissing: run it again later.
    """
    if refund.is_done:
        return refund
    desk = gateway or current_gateway()
    if refund.path == Path.UNDECIDED:
        refund = _choose_path(refund)
    if refund.path == Path.UNDECIDED:
        return refund
    if refund.path == Path.AFTER_RELEASE and not taking_back.take_back(refund, desk=desk, now=now):
        return refund
    if refund.gift_card_payment_id:
        return gift_cards.restore(refund, now=now)
    return _pay_the_buyer(refund, desk, now)


@transaction.atomic
def _choose_path(refund):
    """The share was on its way when this was decided: where is it now?"""
    lock_vendor_order(refund.vendor_order_id)
    path = path_of(Refund.objects.get(pk=refund.pk).share_movement)
    Refund.objects.filter(pk=refund.pk, path=Path.UNDECIDED).update(path=path)
    refund.refresh_from_db()
    return refund


def _last_step(refund):
    """The movement that ends a refund, written as an intent the first time."""
    model = SettlementTransfer if refund.dispute_id else PayInRefund
    prefix = "settlement" if refund.dispute_id else "payin"
    more = {} if refund.dispute_id else {"pay_in": refund.pay_in}
    return model.objects.get_or_create(
        refund=refund,
        defaults={"business_key": f"{prefix}:{refund.business_key}", "amount_cents": refund.amount_cents, **more},
    )[0]


def _pay_the_buyer(refund, desk, now):
    step = _last_step(refund)
    if refund.dispute_id is None and _waits_for_its_turn(step, now):
        return refund

    def ask(key, tag):
        moved = {"author_id": refund.pay_in.payer_id, "amount_cents": step.amount_cents, "key": key, "tag": tag}
        if refund.dispute_id:
            return desk.settle_repudiation(refund.dispute.repudiation_id, **moved)
        return desk.refund_payin(refund.pay_in.resource_id, **moved)

    advance(step, ask, desk=desk, now=now, post=lambda current: _conclude(current, now))
    refund.refresh_from_db()
    return refund


def _waits_for_its_turn(step, now):
    """Whether another refund of this payment is under way, or had the same amount less than a day ago."""
    if step.state in (State.UNKNOWN, State.CREATED):
        return False
    others = PayInRefund.objects.filter(pay_in=step.pay_in_id).exclude(pk=step.pk)
    if others.filter(state__in=[State.UNKNOWN, State.CREATED]).exists():
        return True
    twin = others.filter(
        state=State.SUCCEEDED, amount_cents=step.amount_cents, concluded_at__gt=now - SAME_AMOUNT_DELAY
    ).order_by("concluded_at")
    if last := twin.last():
        step.not_before = last.concluded_at + SAME_AMOUNT_DELAY
        step.save(update_fields=["not_before"])
        return True
    return False


@transaction.atomic
def _conclude(step, now):
    if step.state == State.SUCCEEDED:
        refund = step.refund
        (journals.settled if refund.dispute_id else journals.refunded)(step, now)
        incidents.solve(step.business_key, now=now)
        Refund.objects.filter(pk=refund.pk, concluded_at=None).update(concluded_at=now)
        refund_mails.done(refund)
    elif step.state == State.FAILED and step.result_code in PENDING_OR_SAME_AMOUNT:
        incidents.note(step.business_key, str(step.explanation), now=now)
    elif step.state == State.FAILED:
        incidents.alarm(step.business_key, str(step.explanation), now=now)


def look_at_resource(resource_id, *, now):
    """A hook spoke of a refund, of a pay-in or of a transfer, or of the settlement of a dispute."""
    steps = (f"{step}__resource_id" for step in ("pay_in_refund", "transfer_refund", "settlement_transfer"))
    asked = reduce(or_, (Q(**{step: resource_id}) for step in steps))
    refund = Refund.objects.filter(asked).select_related("pay_in__order", "vendor_order__vendor").first()
    if refund:
        carry_on(refund, now=now)
    else:
        refunds_elsewhere.notice(resource_id, now=now)


def to_carry_on(now):
    """Refunds under way that the scheduler should move: all but those that a day's wait or a recent look keeps."""
    under_way = Refund.objects.open().select_related(
        "pay_in__order", "vendor_order__vendor", "dispute", "pay_in_refund", "transfer_refund", "gift_card_payment"
    )
    return [refund for refund in under_way.order_by("pk") if _wants_attention(refund, now)]


def _wants_attention(refund, now):
    step = getattr(refund, "pay_in_refund", None)
    if step is None or refund.dispute_id:
        return True
    if step.state == State.INTENDED:
        return step.not_before is None or step.not_before <= now
    return step.wants_attention(now)
