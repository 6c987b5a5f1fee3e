"""What vendors promised, and what the clock makes of their silence."""

from datetime import timedelta

from django.utils.timezone import localdate

from commerce.fulfilment.models import Reminder, Unavailability
from commerce.order.models import VendorOrder
from commerce.order.status import TO_SEND
from commerce.settlement.models import Dispute, Refund
from commerce.settlement.refund_request import left_of

#: Days after the promise on which what isn't sent is called off, and between the last word and that.
CALLED_OFF, LAST_WORD = timedelta(days=8), timedelta(days=2)


def silent_vendors_lose_their_orders(now):
    """Nothing waits in a workshop eight days after its promise, and nobody lost an order who wasn't told twice."""
    late = VendorOrder.objects.of_goods().filter(status__in=TO_SEND, promised_on__lte=localdate(now) - CALLED_OFF)
    late = late.exclude(unavailabilities__state=Unavailability.State.PROPOSED)
    at_the_bank = Dispute.objects.filter(settled_at=None).values("pay_in__order")
    lost = Refund.objects.filter(request_key__startswith="silent:").select_related("vendor_order")
    return not late.exclude(order__in=at_the_bank).exists() and all(_was_warned(refund) for refund in lost)


def _was_warned(refund):
    part = refund.vendor_order
    told = {row.step: row.sent_at for row in part.reminders.filter(promised_on=part.promised_on)}
    last = told.get(Reminder.Step.LAST)
    return (
        part.status not in TO_SEND
        and Reminder.Step.LATE in told
        and last is not None
        and refund.decided_at - last >= LAST_WORD
        and localdate(refund.decided_at) >= part.promised_on + CALLED_OFF
    )


def proposals_have_an_answer(now):
    """What was proposed to a buyer is answered by him or by the clock, and each missing piece came to an end."""
    at_the_bank = Dispute.objects.filter(settled_at=None).values("pay_in__order")
    forgotten = Unavailability.objects.open().filter(answer_by__lt=localdate(now))
    ended = Unavailability.objects.exclude(state=Unavailability.State.PROPOSED).select_related("line", "vendor_order")
    answered = all(_came_to_its_end(row) for row in ended)
    return answered and not forgotten.exclude(vendor_order__order__in=at_the_bank).exists()


def _came_to_its_end(row):
    """Refunded: by a refund of its own of these pieces, unless nothing of what was paid is left. Delayed: promised no
    sooner. Replaced: another piece now.
    """
    state = Unavailability.State
    refund = Refund.objects.filter(request_key=f"unavailable:{row.pk}").first()
    if row.state == state.REFUNDED:
        named = {each.line_id: each.quantity for each in refund.lines.all()} if refund else {}
        return named.get(row.line_id, 0) >= row.quantity or not (refund or left_of(row.vendor_order).goods_cents)
    if row.state == state.DELAYED:
        return refund is None and row.vendor_order.promised_on >= row.new_on
    return refund is None and (row.state != state.REPLACED or row.line.stockrecord_id == row.replacement_id)
