"""When the task cluster forgets what was told long ago."""

from django_q.models import Schedule

from commerce import schedules


def install(*, using="default", **_signal):
    """Write the schedule; a second time changes nothing. Runs after every `migrate`."""
    func = "commerce.communication.tasks.forget_old"
    schedules.write("forget old mails", func, using=using, schedule_type=Schedule.DAILY)
