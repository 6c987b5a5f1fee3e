"""A delay announced by the vendor: a new day, told to the buyer, who may call off what isn't sent."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from commerce.fulfilment import letters
from commerce.fulfilment.exceptions import NotPossible, Refusal
from commerce.fulfilment.models import Delay
from commerce.order.locks import lock_vendor_order

#: The furthest day that may be announced, in days from now.
FURTHEST_DAYS = 92


def is_possible_day(part, day, *, now):
    """Whether this day is a delay: after the promise and today, and not too far."""
    today = timezone.localdate(now)
    return max(part.promised_on, today) < day <= today + timedelta(days=FURTHEST_DAYS)


@transaction.atomic
def announce(vendor_order, new_on, *, note="", actor=None, now):
    """Promise this day (Europe/Paris) instead. The same day announced twice is one Delay. Raises NotPossible.

    Source: art. L216-1 and L216-6 Code de la consommation. The buyer's right to cancel stays open until it is sent.
    """
    part = lock_vendor_order(vendor_order.pk)
    if known := part.delays.filter(new_on=new_on).first():
        return known
    if not part.is_to_send:
        raise NotPossible(Refusal.STATE)
    if not is_possible_day(part, new_on, now=now):
        raise NotPossible(Refusal.DAY)
    delay = move(part, new_on, note=note, actor=actor, now=now)
    letters.delayed(delay)
    return delay


def move(part, new_on, *, note="", actor=None, now):
    """Write the new promise of a locked vendor order, told by the caller. Returns the Delay."""
    delay = Delay.objects.create(
        vendor_order=part,
        previous_on=part.promised_on,
        new_on=new_on,
        note=note[:300],
        announced_at=now,
        announced_by=actor,
    )
    part.promised_on = new_on
    part.save(update_fields=["promised_on"])
    return delay
