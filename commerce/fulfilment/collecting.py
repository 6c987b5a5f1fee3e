"""A buyer who doesn't come: reminded, and after some weeks the vendor may call the order off."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from commerce.fulfilment import letters
from commerce.fulfilment.exceptions import NotPossible, Refusal
from commerce.fulfilment.models import Reminder
from commerce.order import lifecycle
from commerce.order.locks import lock_order
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import Wanted

#: Days after which the buyer is reminded, and from which the vendor may call it off.
REMINDED_AFTER = timedelta(days=7)
KEPT = timedelta(days=21)


def kept_until(part):
    """The last day on which the workshop has to keep what is ready."""
    return timezone.localdate(part.ready_at) + KEPT


def may_be_given_up(part, *, now):
    """Whether the buyer had the time to come."""
    return part.status == VendorOrderStatus.READY and timezone.localdate(now) > kept_until(part)


def to_remind(now):
    """Vendor orders that have waited for a week and whose buyer wasn't reminded."""
    waiting = VendorOrder.objects.filter(status=VendorOrderStatus.READY, ready_at__lte=now - REMINDED_AFTER)
    reminded = Reminder.objects.filter(step=Reminder.Step.COLLECT)
    return waiting.exclude(reminders__in=reminded).select_related("vendor", "order__user").order_by("pk")


@transaction.atomic
def remind(part, *, now):
    """Write to the buyer, once."""
    _row, is_new = Reminder.objects.get_or_create(
        vendor_order=part, promised_on=part.promised_on, step=Reminder.Step.COLLECT, defaults={"sent_at": now}
    )
    if is_new:
        letters.uncollected(part, until=max(kept_until(part), timezone.localdate(now) + timedelta(days=7)))


@transaction.atomic
def give_up(vendor_order, *, actor=None, now):
    """Nobody came: everything that was paid goes back, and the pieces are for sale again. Returns the Refund.

    A second time it is the same refund. Raises NotPossible, or RefundRefused, and changes nothing.
    """
    _order, parts = lock_order(vendor_order.order_id)
    part = next(each for each in parts if each.pk == vendor_order.pk)
    key = f"uncollected:{part.pk}"
    if part.status == VendorOrderStatus.CANCELLED and (known := Refund.objects.filter(request_key=key).first()):
        return known
    if not may_be_given_up(part, now=now):
        raise NotPossible(Refusal.TOO_SOON if part.status == VendorOrderStatus.READY else Refusal.STATE)
    refund = refund_decision.decide(
        part,
        Wanted(everything=True),
        reason=Refund.Reason.CANCELLED,
        door=Refund.Door.VENDOR,
        actor=actor,
        request_key=key,
        now=now,
    )
    lifecycle.give_up(part, now=now)
    return refund
