"""Rationed calls: four windows per client, counted in memory, shown in headers, refused if enforced."""

import threading

from . import clock, errors

MINUTES = (15, 30, 60, 1440)
USUAL_LIMITS = (2300, 4500, 8800, 105_600)

_lock = threading.Lock()
_windows: dict[str, list[list[int]]] = {}
_limits = list(USUAL_LIMITS)
_enforced = True


def configure(enforced: bool | None = None, limits: list[int] | None = None) -> dict:
    """Change the rationing; new limits start new windows."""
    global _enforced
    with _lock:
        if enforced is not None:
            _enforced = enforced
        if limits is not None:
            _limits[:] = limits
            _windows.clear()
    return {"enforced": _enforced, "limits": list(_limits)}


def count(client_id: str) -> tuple[dict[str, str], bool]:
    """Count one call; return the headers, and whether it is one too many."""
    now = clock.now()
    with _lock:
        windows = _windows.setdefault(client_id, [[0, 0] for _ in MINUTES])
        for window, minutes in zip(windows, MINUTES, strict=True):
            if not now < window[1] <= now + minutes * 60:
                window[:] = [0, now + minutes * 60]
            window[0] += 1
        refused = _enforced and any(w[0] > limit for w, limit in zip(windows, _limits, strict=True))
        return headers(windows), refused


def headers(windows: list[list[int]]) -> dict[str, str]:
    """Calls made, calls left and unix time of the reset, for each window. Unless enforced, nothing is used up."""
    left = [limit - made if _enforced else limit for (made, _), limit in zip(windows, _limits, strict=True)]
    left = [max(number, 0) for number in left]
    return {
        "X-RateLimit": ", ".join(str(made) for made, _ in windows),
        "X-RateLimit-Remaining": ", ".join(map(str, left)),
        "X-RateLimit-Reset": ", ".join(str(reset) for _, reset in windows),
    }


def too_many() -> errors.ApiError:
    """429."""
    return errors.ApiError(429, "rate_limit", "Too many calls: wait for the window to reset.")
