"""The emulator's clock: real time plus an offset that a test or a person moves."""

import threading
import time

from .models import Setting

_lock = threading.Lock()
_offset: float | None = None


def offset() -> float:
    """Seconds between the emulator's time and real time, read once from the database."""
    global _offset
    if _offset is None:
        with _lock:
            if _offset is None:
                _offset = float(Setting.read("clock_offset", 0.0))
    return _offset


def instant() -> float:
    """Emulator's time in unix seconds with a fraction."""
    return time.time() + offset()


def now() -> int:
    """Emulator's time in whole unix seconds, UTC: what the API shows."""
    return int(instant())


def advance(seconds: float) -> float:
    """Move the clock forward or back; keep it over restarts; return the new time."""
    global _offset
    moved = offset() + seconds
    Setting.write("clock_offset", moved)
    _offset = moved
    return instant()
