"""The calendar of calls: mornings and an afternoon of the next two weeks, and somebody who took one."""

from datetime import time, timedelta

from django.utils import timezone

from commerce.appointments.booking import book
from commerce.appointments.free import free_slots
from commerce.appointments.models import Appointment, Slot
from commerce.appointments.openings import Pattern, open_slots

MORNINGS, AFTERNOON = frozenset({0, 1, 3}), frozenset({2})
CALLER = {
    "name": "Maëlle Kervran",
    "phone": "+33612345678",
    "email": "maelle@sellerie.test",
    "subject": "Je fais des sacs en cuir et je vends au marché. La formule et le virement m’échappent.",
}


def load_appointments(*, now):
    """Open two weeks from tomorrow on, and let one person take the third free time. Once."""
    if Slot.objects.exists():
        return
    first = timezone.localdate(now) + timedelta(days=1)
    last = first + timedelta(days=13)
    open_slots(Pattern(first, last, time(9), time(12), 30, weekdays=MORNINGS), now=now)
    open_slots(Pattern(first, last, time(14), time(17), 30, weekdays=AFTERNOON), now=now)
    if not Appointment.objects.exists():
        book(free_slots(now)[2].pk, now=now, **CALLER)
