"""Rationing: Mangopay counts the calls of all our processes in four windows and says with each answer what is left.

Buyers come first. Background work (`background()`) leaves a share of every window to them, the larger the longer the
window still lasts, and is put off when no more than that is left. Whoever waits at a page goes on until nothing is
left at all. What isn't asked is known to have had no effect, so all of it may be run again later.
"""

import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from commerce.mangopay.exceptions import Rationed

#: Lengths of Mangopay's windows, in minutes, in the order of its headers.
MINUTES = (15, 30, 60, 1440)
#: What background work leaves of a window that has just begun, in per cent of its calls; less as time goes by.
KEPT_PERCENT = 50
#: What it leaves at the very end of a window, in per cent.
KEPT_AT_THE_END_PERCENT = 10
#: How long a refusal without any header is remembered, in seconds.
BLIND_SECONDS = 60

_lock = threading.Lock()
_known = {}
_is_background = ContextVar("is_background", default=False)


@dataclass(frozen=True)
class Window:
    """One of Mangopay's windows as it was last told: calls made and left, and when it begins anew (unix seconds)."""

    minutes: int
    made: int
    left: int
    resets_at: float

    def kept(self, now):
        """How many calls of this window background work leaves to buyers at `now` (unix seconds)."""
        to_come = min(max(self.resets_at - now, 0) / (self.minutes * 60), 1)
        percent = max(KEPT_PERCENT * to_come, KEPT_AT_THE_END_PERCENT)
        return (self.made + self.left) * percent / 100

    def has_room(self, now, *, in_background):
        """Whether one more call may be made in it."""
        return now >= self.resets_at or self.left > (self.kept(now) if in_background else 0)


def closed_until(windows, now, *, in_background):
    """The unix second until which a call has to wait, or None when it may be made now."""
    full = [w.resets_at for w in windows if not w.has_room(now, in_background=in_background)]
    return max(full, default=None)


def read(headers):
    """The four Windows of an answer's headers; none when they are missing or make no sense."""
    names = ("X-RateLimit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
    try:
        made, left, resets = ([int(part) for part in headers[name].split(",")] for name in names)
        return [Window(*four) for four in zip(MINUTES, made, left, resets, strict=True)]
    except (KeyError, TypeError, ValueError):
        return []


@contextmanager
def background():
    """Nobody waits for the calls made inside: they leave room for those who do. Also a decorator."""
    token = _is_background.set(True)
    try:
        yield
    finally:
        _is_background.reset(token)


def admit(client):
    """Let a call to this client account through, or raise Rationed: then nothing was asked."""
    until = closed_until(_known.get(client, ()), time.time(), in_background=_is_background.get())
    if until is not None:
        raise Rationed(until)


def learn(client, headers):
    """Keep what an answer says about the windows."""
    if windows := read(headers or {}):
        with _lock:
            _known[client] = windows


def learn_refusal(client, headers):
    """Mangopay answered 429: the windows say until when; if they don't, a minute is waited."""
    windows = read(headers or {}) or [Window(MINUTES[0], 1, 0, time.time() + BLIND_SECONDS)]
    with _lock:
        _known[client] = windows
