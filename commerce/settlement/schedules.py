"""When the task cluster settles by itself."""

from django.db import connections
from django.utils import timezone
from django_q.models import Schedule

#: Minutes between two runs.
EVERY_MINUTES = 15
#: Hour of the nightly check, Europe/Paris.
NIGHT_HOUR = 3


def install(*, using="default", **_signal):
    """Write the two schedules; a second time changes nothing. Runs after every `migrate`."""
    if Schedule._meta.db_table not in connections[using].introspection.table_names():
        return
    night = timezone.localtime().replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    schedules = Schedule.objects.using(using)
    schedules.get_or_create(
        name="settle",
        defaults={
            "func": "commerce.settlement.tasks.settle",
            "schedule_type": Schedule.MINUTES,
            "minutes": EVERY_MINUTES,
        },
    )
    schedules.get_or_create(
        name="settle nightly",
        defaults={
            "func": "commerce.settlement.tasks.check_nightly",
            "schedule_type": Schedule.DAILY,
            "next_run": night + timezone.timedelta(days=1),
        },
    )
