"""When the task cluster puts online, and takes offline, the pages that editors scheduled, and forgets old threads."""

from django.db import connections
from django_q.models import Schedule

EVERY_MINUTES = 10


def install(*, using="default", **_signal):
    """Write the schedules; a second time changes nothing. Runs after every `migrate`."""
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
    Schedule.objects.using(using).get_or_create(
        name="empty old contact threads",
        defaults={"func": "cms_pages.contact_keeping.empty_old_threads", "schedule_type": Schedule.DAILY},
    )
