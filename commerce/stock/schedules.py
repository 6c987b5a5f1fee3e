"""When the task cluster looks after those who wait."""

from django_q.models import Schedule

from commerce import schedules


def install(*, using="default", **_signal):
    """Write the schedule; a second time changes nothing. Runs after every `migrate`."""
    func = "commerce.stock.tasks.look_after_waiting"
    schedules.write("look after waiting buyers", func, using=using, schedule_type=Schedule.HOURLY)
