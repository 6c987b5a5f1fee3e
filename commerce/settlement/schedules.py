"""When the task cluster settles and compares the book by itself."""

from datetime import timedelta

from django.utils import timezone
from django_q.models import Schedule

from commerce import schedules

#: Minutes between two runs.
EVERY_MINUTES = 15
#: Hour of the nightly check, Europe/Paris.
NIGHT_HOUR = 3
#: Hour at which the book is compared with Mangopay, when the night's movements are over; a task of its own, so that
#: nothing that goes wrong while settling can keep it from running.
COMPARISON_HOUR = 4
#: How long a comparison may take, in seconds: Mangopay gathers its report in its own time.
COMPARISON_SECONDS_MAX = 900


def install(*, using="default", **_signal):
    """Write the three schedules; a second time changes nothing. Runs after every `migrate`."""
    night = timezone.localtime().replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0) + timedelta(days=1)
    settle = {"schedule_type": Schedule.MINUTES, "minutes": EVERY_MINUTES}
    schedules.write("settle", "commerce.settlement.tasks.settle", using=using, **settle)
    check = {"schedule_type": Schedule.DAILY, "next_run": night}
    schedules.write("settle nightly", "commerce.settlement.tasks.check_nightly", using=using, **check)
    compare = {
        "kwargs": str({"q_options": {"timeout": COMPARISON_SECONDS_MAX}}),
        "schedule_type": Schedule.DAILY,
        "next_run": night.replace(hour=COMPARISON_HOUR),
    }
    schedules.write("compare with Mangopay", "commerce.settlement.tasks.compare_with_mangopay", using=using, **compare)
