"""One writer at a time: SQLite allows no more, and a fair queue beats its busy timeout."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

_turn = threading.RLock()


@contextmanager
def writing() -> Iterator[None]:
    """Run a block as one immediate transaction, alone in this process."""
    with _turn, transaction.atomic():
        yield
