"""A vendor who neither sends nor announces a delay: reminded before and after the promised day, then called off.

Days are Europe/Paris. A new promise begins anew. Everything may run twice: each step has its row.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from commerce.fulfilment import letters
from commerce.fulfilment.calling_off import call_off
from commerce.fulfilment.models import Reminder
from commerce.order.locks import lock_order
from commerce.order.models import VendorOrder
from commerce.order.parcels import left_to_send
from commerce.settlement.models import Refund

Step = Reminder.Step
#: Days from the promised one on which each reminder is due, in the order of sending.
REMINDED_AFTER = {Step.SOON: -1, Step.LATE: 1, Step.LAST: 4}
#: What isn't sent so many days after its promise is called off, and never sooner than this after the last reminder.
CANCELLED_AFTER = timedelta(days=8)
LAST_WORD = timedelta(days=2)


def cancelled_on(part, *, now):
    """The day on which what isn't sent will be called off if the vendor stays silent."""
    return max(part.promised_on + CANCELLED_AFTER, timezone.localdate(now) + LAST_WORD)


def to_remind(now):
    """(vendor order, step): the reminders that are due and weren't sent. Only the latest step of each is."""
    today = timezone.localdate(now)
    waiting = VendorOrder.objects.to_fulfil().of_goods().filter(promised_on__lte=today + timedelta(days=1))
    for part in waiting.select_related("vendor", "order__user").prefetch_related("reminders").order_by("pk"):
        sent = {row.step for row in part.reminders.all() if row.promised_on == part.promised_on}
        if (step := _step_due(part, sent, today)) and step not in sent:
            yield _Due(part, step)


class _Due(tuple):
    """A vendor order and a step, named by both in the operator's incidents."""

    def __new__(cls, part, step):
        return super().__new__(cls, (part, step))

    def __str__(self):
        return f"{self[0].number}:{self[1]}"


def _step_due(part, sent, today):
    """Nobody gets the last word who didn't read the first: after a night that was missed, steps follow each other."""
    if Step.LATE in sent and today >= part.promised_on + timedelta(days=REMINDED_AFTER[Step.LAST]):
        return Step.LAST
    if today >= part.promised_on + timedelta(days=REMINDED_AFTER[Step.LATE]):
        return Step.LATE
    return Step.SOON


@transaction.atomic
def remind(due, *, now):
    """Send one reminder, once."""
    part, step = due
    _row, is_new = Reminder.objects.get_or_create(
        vendor_order=part, promised_on=part.promised_on, step=step, defaults={"sent_at": now}
    )
    if not is_new:
        return
    if step == Step.SOON:
        letters.due_soon(part)
    else:
        letters.late(part, cancelled_on=cancelled_on(part, now=now), is_last=step == Step.LAST)


def to_cancel(now):
    """Vendor orders whose vendor stayed silent through every reminder. A proposal that waits for its answer isn't."""
    warned = Reminder.objects.filter(
        vendor_order=OuterRef("pk"),
        promised_on=OuterRef("promised_on"),
        step=Step.LAST,
        sent_at__lte=now - LAST_WORD,
    )
    late = VendorOrder.objects.to_fulfil().of_goods()
    late = late.filter(Exists(warned), promised_on__lte=timezone.localdate(now) - CANCELLED_AFTER)
    return late.exclude(unavailabilities__state="proposed").select_related("order").order_by("pk")


@transaction.atomic
def cancel(vendor_order, *, now):
    """Give back everything that isn't sent, delivery too where nothing is. Sent meanwhile, or delayed: no.

    What was reserved is for sale again: nobody said that it isn't there. Raises RefundRefused.
    """
    _order, parts = lock_order(vendor_order.order_id)
    part = next(each for each in parts if each.pk == vendor_order.pk)
    if not part.is_to_send or part.promised_on > timezone.localdate(now) - CANCELLED_AFTER:
        return
    call_off(
        part,
        left_to_send(part),
        reason=Refund.Reason.CANCELLED,
        door=Refund.Door.SETTLEMENT,
        request_key=f"silent:{part.pk}:{part.promised_on:%Y%m%d}",
        now=now,
    )
    part.vendor, part.order = vendor_order.vendor, vendor_order.order
    letters.silent(part)
