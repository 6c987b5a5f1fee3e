from datetime import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone

from commerce.settlement import due


def moment(text):
    """An aware moment of ISO text; without an offset it is Europe/Paris. Raises ValueError."""
    at = datetime.fromisoformat(text)
    return timezone.make_aware(at) if timezone.is_naive(at) else at


class Command(BaseCommand):
    help = "Do everything that is due: confirm or expire payments, release shares, pay vendors out. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--at", type=moment, help="the moment to act at, such as 2026-12-20T06:00 (Paris)")
        parser.add_argument("--nightly", action="store_true", help="also look for lost hooks and returned transfers")

    def handle(self, *, at=None, nightly=False, **options):
        act = due.check_nightly if nightly else due.settle
        summary = act(now=at or timezone.now())
        self.stdout.write(str(summary))
        if summary.troubles:
            self.stderr.write(f"{len(summary.troubles)} in trouble: they are kept as incidents and tried again.")
