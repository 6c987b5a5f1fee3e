"""When the task cluster reminds people of their calls."""

from django_q.models import Schedule

from commerce import schedules

EVERY_MINUTES = 10


def install(*, using="default", **_signal):
    """Write the schedule; a second time changes nothing. Runs after every `migrate`."""
    minutes = {"schedule_type": Schedule.MINUTES, "minutes": EVERY_MINUTES}
    schedules.write("remind of appointments", "commerce.appointments.tasks.remind", using=using, **minutes)
