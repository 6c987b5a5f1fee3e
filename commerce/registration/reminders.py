"""Files that sleep: reminded after 3, 10 and 30 days without a touch, then left in peace."""

from datetime import timedelta

from django.db.models import Q

from commerce.registration import letters
from commerce.registration.models import Registration
from commerce.registration.steps import missing_of

#: Days without a touch after which the owner is reminded.
AFTER_DAYS = (3, 10, 30)
#: Nights that a reminder may be late; later it isn't sent: a scheduler that stood still must bring no heap of mails.
NIGHTS_LATE = 3


def asleep(now):
    """Files that their owner may still change and whose day of a reminder came within the last nights."""
    come = Q()
    for days in AFTER_DAYS:
        due = now - timedelta(days=days)
        come |= Q(touched_at__lte=due, touched_at__gt=due - timedelta(days=NIGHTS_LATE))
    open_files = Registration.objects.filter(come, status__in=Registration.OPEN_TO_CHANGES, is_reminded=True)
    return open_files.select_related("vendor__plan")


def remind(file, *, now):
    """Send the reminder whose day has come: the latest one only, once. Safe to repeat."""
    days = [each for each in AFTER_DAYS if file.touched_at <= now - timedelta(days=each)]
    if days and file.is_reminded and file.is_open_to_changes:
        missing = [str(state.step.title) for state in missing_of(file.vendor, now=now)]
        letters.reminded(file, days[-1], missing)


def set_reminded(file, is_wanted):
    """Whether the owner wants reminders of this file."""
    Registration.objects.filter(pk=file.pk).update(is_reminded=is_wanted)
