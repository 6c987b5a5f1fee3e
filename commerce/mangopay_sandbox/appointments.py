"""What happens by itself later: a bank's answer, an expired page, an officer's decision."""

import logging
import threading
from collections.abc import Callable

from django.db import connection
from django.db import transaction as database

from . import clock
from .models import Appointment
from .writing import writing

log = logging.getLogger("mangopay_sandbox")
ACTIONS: dict[str, Callable[[str], None]] = {}

_bell = threading.Event()
_stopped = threading.Event()


def action(name: str):
    """Register a function of an object's id as what an appointment does."""

    def register(function: Callable[[str], None]) -> Callable[[str], None]:
        ACTIONS[name] = function
        return function

    return register


def schedule(name: str, object_id: str, seconds: float) -> None:
    """Plan an action, `seconds` of the emulator's time from now."""
    assert name in ACTIONS
    Appointment.objects.create(action=name, object_id=object_id, due_at=clock.instant() + seconds)
    database.on_commit(_bell.set)


def run_due() -> int:
    """Keep every appointment that is due, oldest first; return how many."""
    kept = 0
    while (due := next_appointment()) is not None and due.due_at <= clock.instant():
        keep(due)
        kept += 1
    return kept


def next_appointment() -> Appointment | None:
    """The nearest one."""
    return Appointment.objects.order_by("due_at", "id").first()


def keep(appointment: Appointment) -> None:
    """Do it once, even when two threads try."""
    with writing():
        if not Appointment.objects.filter(pk=appointment.pk).delete()[0]:
            return
        try:
            with database.atomic():
                ACTIONS[appointment.action](appointment.object_id)
        except Exception:
            log.exception("appointment %s failed", appointment)


def travel(seconds: float) -> float:
    """Advance the clock, stopping at every appointment on the way; return the new time."""
    wanted = clock.offset() + seconds
    arrival = clock.instant() + seconds
    while (due := next_appointment()) is not None and due.due_at <= arrival:
        gap = due.due_at - clock.instant()
        if gap > 0:
            clock.advance(gap)
        keep(due)
    return clock.advance(wanted - clock.offset())


def start() -> threading.Thread:
    """Start the thread that keeps appointments."""
    thread = threading.Thread(target=work, name="appointments", daemon=True)
    thread.start()
    return thread


def stop() -> None:
    """Ask the thread to end."""
    _stopped.set()
    _bell.set()


def work() -> None:
    """Keep appointments until stopped."""
    while not _stopped.is_set():
        _bell.clear()
        try:
            run_due()
            nearest = next_appointment()
            wait = 1.0 if nearest is None else nearest.due_at - clock.instant()
        except Exception:
            log.exception("appointments stumbled")
            wait = 1.0
        _bell.wait(min(max(wait, 0.001), 1.0))
    connection.close()
