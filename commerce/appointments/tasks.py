"""What the task cluster runs for the calls."""

from django.utils import timezone

from commerce.appointments import reminders


def remind():
    """Remind who must be, and let go of what is over."""
    now = timezone.now()
    reminders.remind(now=now)
    reminders.let_go(now=now)
