"""When the task cluster puts online, and takes offline, the pages that editors scheduled."""

from django.db import connections
from django_q.models import Schedule

EVERY_MINUTES = 10


def install(*, using="default", **_signal):
    """Write the schedule; a second time changes nothing. Runs after every `migrate`."""
    if Schedule._meta.db_table not in connections[using].introspection.table_names():
        return
    Schedule.objects.using(using).get_or_create(
        name="publish scheduled pages",
        defaults={
            "func": "django.core.management.call_command",
            "args": "'publish_scheduled'",
            "schedule_type": Schedule.MINUTES,
            "minutes": EVERY_MINUTES,
        },
    )
