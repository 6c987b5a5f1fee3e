"""Identifiers like Mangopay's: a prefix and 26 letters that sort by time of creation."""

import os
import threading

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_lock = threading.Lock()
_last = 0


def new(prefix: str, instant: float) -> str:
    """Return a fresh id, greater than every id given before by this process."""
    global _last
    fresh = (int(instant * 1000) << 80) | int.from_bytes(os.urandom(10), "big")
    with _lock:
        _last = max(fresh, _last + 1)
        number = _last
    return f"{prefix}_{encode(number)}"


def encode(number: int) -> str:
    """Write 130 bits as 26 letters of Crockford's alphabet."""
    letters = []
    for _ in range(26):
        number, digit = divmod(number, 32)
        letters.append(ALPHABET[digit])
    return "".join(reversed(letters))
