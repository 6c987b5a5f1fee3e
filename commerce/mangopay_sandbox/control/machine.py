"""The machine itself: clock, delays, faults, rationing, tokens, the audit."""

import dataclasses
import time

from .. import appointments, audit, clock, errors, faults, options, rates, tokens
from ..models import Appointment, Delivery

SOON = 0.5
KINDS = faults.CALL_KINDS + faults.HOOK_KINDS


def show_clock() -> dict:
    """The emulator's time and its distance from real time, in seconds."""
    return {"now": clock.instant(), "offset": clock.offset()}


def move_clock(advance_seconds: float | None = None, now: float | None = None) -> dict:
    """Advance, keeping every appointment on the way; or go to a unix time."""
    if (advance_seconds is None) == (now is None):
        raise errors.invalid(advance_seconds="Either advance_seconds or now.")
    seconds = now - clock.instant() if now is not None else advance_seconds
    if abs(seconds) > 10 * 366 * 86_400:
        raise errors.invalid(advance_seconds="At most ten years.")
    if seconds >= 0:
        appointments.travel(seconds)
    else:
        clock.advance(seconds)
    return show_clock()


def show_delays() -> dict:
    """Seconds that pass before things happen; null for a payout waits for a decision."""
    return dataclasses.asdict(options.current.delays)


def set_delays(**changes) -> dict:
    """Change some of the delays."""
    delays = options.current.delays
    for name, seconds in changes.items():
        known = hasattr(delays, name)
        number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool) and seconds >= 0
        if not known or not (number or (seconds is None and name == "payout")):
            raise errors.wrong_fields({name: "A known delay and a number of seconds."})
    for name, seconds in changes.items():
        setattr(delays, name, seconds)
    return show_delays()


def show_faults() -> dict:
    """All rules with what they hit."""
    return {"faults": faults.in_force()}


def add_fault(kind: str, **fields) -> dict:
    """Put a rule in force."""
    if kind not in KINDS:
        raise errors.invalid(kind=f"One of: {', '.join(KINDS)}")
    allowed = {field.name for field in dataclasses.fields(faults.Fault)} - {"kind", "number", "hits"}
    wrong = {name: "Unknown field." for name in fields if name not in allowed}
    texts = ("method", "path", "event_type")
    wrong |= {name: "A text." for name in texts if not isinstance(fields.get(name, ""), str)}
    numbers = ("calls", "probability", "seed", "seconds", "status")
    wrong |= {name: "A number." for name in numbers if not isinstance(fields.get(name) or 0, (int, float))}
    if wrong:
        raise errors.wrong_fields(wrong)
    return faults.add(kind=kind, **fields).show()


def lift_faults(number: int | None = None) -> dict:
    """Lift one rule or all."""
    return {"lifted": faults.remove(None if number is None else int(number))}


def set_rates(enforced: bool | None = None, limits: list | None = None) -> dict:
    """Enforce or not; four limits for 15, 30, 60 minutes and 24 hours."""
    four = isinstance(limits, list) and len(limits) == 4 and all(type(number) is int for number in limits)
    if limits is not None and not four:
        raise errors.invalid(limits="Four integers.")
    return rates.configure(enforced, limits)


def revoke_tokens() -> dict:
    """Every client must ask for a new token."""
    return {"revoked": tokens.revoke_all()}


def show_audit() -> dict:
    """The invariants of the books."""
    return audit.run()


def wait_until_quiet(seconds: float = 5.0) -> dict:
    """Let what is due, or due within half a second, happen; whether it all did."""
    deadline = time.monotonic() + min(float(seconds), 30.0)
    while time.monotonic() < deadline and is_busy():
        time.sleep(0.005)
    return {"quiet": not is_busy()}


def is_busy() -> bool:
    """Whether something is due soon or being sent."""
    instant = clock.instant() + SOON
    return (
        Appointment.objects.filter(due_at__lte=instant).exists()
        or Delivery.objects.filter(status=Delivery.SENDING).exists()
        or Delivery.objects.filter(status=Delivery.WAITING, due_at__lte=instant).exists()
    )


def show_deliveries() -> dict:
    """The last 200 deliveries, newest first."""
    rows = Delivery.objects.select_related("hook", "event").order_by("-id")[:200]
    return {
        "deliveries": [
            {
                "id": row.pk,
                "client_id": row.event.client_id,
                "event_type": row.event.event_type,
                "resource_id": row.event.resource_id,
                "url": row.hook.url,
                "status": row.status,
                "attempts": row.attempts,
                "last_answer": row.last_answer,
                "due_at": row.due_at,
            }
            for row in rows
        ]
    }
