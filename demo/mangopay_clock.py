"""The local Mangopay's clock, so that its banks and officers live the same days as the demo."""

from contextlib import contextmanager

import requests
from django.conf import settings
from django.utils import timezone


@contextmanager
def moved_clock():
    """A MangopayClock that is put right again at the end."""
    clock = MangopayClock()
    try:
        yield clock
    finally:
        clock.go_to(timezone.now())


class MangopayClock:
    """Moves the clock; what falls due on the way happens on the way."""

    def go_to(self, moment):
        """Go to an aware datetime, forward or back."""
        self._move(now=moment.timestamp())

    def advance(self, seconds):
        """Let so many seconds pass."""
        self._move(advance_seconds=seconds)

    def _move(self, **how):
        with requests.Session() as session:
            session.trust_env = False
            address = f"{settings.MANGOPAY['BASE_URL'].rstrip('/')}/control/clock"
            session.post(address, json=how, timeout=60).raise_for_status()
