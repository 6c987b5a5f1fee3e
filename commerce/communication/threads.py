"""A shop's conversations with the operator's team, for pages that don't know who keeps them.

Whoever keeps them joins when it is ready: commerce doesn't know it.
"""

from dataclasses import dataclass
from datetime import datetime

_keepers = []


@dataclass(frozen=True)
class Thread:
    """A conversation that isn't over: the number both sides quote, where to read it, whose turn it is."""

    number: str
    subject: str
    url: str
    moved_at: datetime
    is_answered: bool = False
    waits_for_vendor: bool = False


def join(open_threads):
    """Have `open_threads(vendor, now=…)` asked for the Threads of a shop."""
    _keepers.append(open_threads)


def open_threads_of(vendor, *, now):
    """Every Thread of the shop that isn't over, the one that moved last first."""
    threads = [thread for open_threads in _keepers for thread in open_threads(vendor, now=now)]
    return sorted(threads, key=lambda thread: thread.moved_at, reverse=True)
