"""Who is reminded when, and which calls are over."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from commerce.appointments import announcements
from commerce.appointments.models import Appointment
from commerce.appointments.openings import PARIS, moment_of

#: Hour of Paris at which the day before is used for a reminder.
EVENING = time(17)
#: How long before the call those are reminded who took it too late for the day before.
SHORTLY = timedelta(hours=2)


def reminder_at(appointment) -> datetime | None:
    """When its owner is to be reminded: the day before at 17:00; two hours before if it was chosen later than that.

    None if it was chosen later still: the confirmation is the reminder.
    """
    start = appointment.slot.starts_at
    day_before = timezone.localtime(start, PARIS).date() - timedelta(days=1)
    for moment in (moment_of(day_before, EVENING), start - SHORTLY):
        if appointment.taken_at < moment:
            return moment
    return None


def remind(*, now: datetime) -> int:
    """Remind everybody whose moment has come and whose call hasn't begun, once each. Returns how many."""
    horizon = now + timedelta(days=2)
    coming = Appointment.objects.filter(
        status=Appointment.Status.BOOKED, slot__starts_at__gt=now, slot__starts_at__lte=horizon
    )
    due = [one for one in coming.select_related("slot") if (moment := reminder_at(one)) and moment <= now]
    for appointment in due:
        announcements.reminder(appointment, now=now)
    return len(due)


def let_go(*, now: datetime) -> int:
    """Mark the calls that are over as past. Returns how many."""
    over = Appointment.objects.filter(status=Appointment.Status.BOOKED, slot__ends_at__lte=now)
    return over.update(status=Appointment.Status.PAST)
