"""When the task cluster asks carriers about parcels, and erases what it needn't keep."""

from django_q.models import Schedule

from commerce import schedules

#: Minutes between two runs; each asks about a few parcels.
EVERY_MINUTES = 10


def install(*, using="default", **_signal):
    """Write the schedules; a second time changes nothing. Runs after every `migrate`."""
    run = {"schedule_type": Schedule.MINUTES, "minutes": EVERY_MINUTES}
    schedules.write("follow parcels", "commerce.dispatch.tasks.follow_parcels", using=using, **run)
    daily = {"schedule_type": Schedule.DAILY}
    schedules.write("forget labels", "commerce.dispatch.tasks.forget_sheets", using=using, **daily)
