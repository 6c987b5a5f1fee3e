"""The postman: calls hooks over HTTP GET, retries, and gives a hook up after 100 failures in a row."""

import http.client
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

from django.db import connection

from . import clock, options
from .models import Delivery, Hook
from .writing import writing

SECONDS_TO_ANSWER = 2.0
EARLY_RETRIES, LATE_RETRIES = 6, 9
FAILURES_ALLOWED = 100
BATCH = 32

log = logging.getLogger("mangopay_sandbox")
_bell = threading.Event()
_stopped = threading.Event()


def usual_delay() -> float:
    """Seconds between an event and its first delivery."""
    return options.current.delays.hook


def wake() -> None:
    """Tell the postman that something was posted."""
    _bell.set()


def start() -> threading.Thread:
    """Start the postman; deliveries that a stop interrupted are sent again."""
    Delivery.objects.filter(status=Delivery.SENDING).update(status=Delivery.WAITING)
    thread = threading.Thread(target=work, name="postman", daemon=True)
    thread.start()
    return thread


def stop() -> None:
    """Ask the postman to finish what is in hand."""
    _stopped.set()
    _bell.set()


def work() -> None:
    """Send what is due until stopped."""
    with ThreadPoolExecutor(max_workers=4, thread_name_prefix="hook") as pool:
        while not _stopped.is_set():
            _bell.clear()
            try:
                claimed = claim()
            except Exception:
                log.exception("the postman stumbled")
                claimed = []
            for number in claimed:
                pool.submit(send, number)
            if len(claimed) < BATCH:
                _bell.wait(pause())
    connection.close()


def claim() -> list[int]:
    """Take the next due deliveries."""
    due = Delivery.objects.filter(status=Delivery.WAITING, due_at__lte=clock.instant())
    if not due.exists():
        return []
    with writing():
        numbers = list(due.order_by("due_at", "id").values_list("pk", flat=True)[:BATCH])
        Delivery.objects.filter(pk__in=numbers).update(status=Delivery.SENDING)
    return numbers


def pause() -> float:
    """Seconds until the next delivery is due, at most one."""
    nearest = (
        Delivery.objects.filter(status=Delivery.WAITING).order_by("due_at").values_list("due_at", flat=True).first()
    )
    if nearest is None:
        return 1.0
    return min(max(nearest - clock.instant(), 0.001), 1.0)


def send(number: int) -> None:
    """Deliver once and write down how it went."""
    try:
        parcel = Delivery.objects.select_related("hook", "event").get(pk=number)
        answer = call(parcel) if is_wanted(parcel.hook) else "hook disabled or invalid"
        with writing():
            record(parcel, answer)
        _bell.set()
    except Exception:
        log.exception("a hook could not be delivered")


def is_wanted(hook: Hook) -> bool:
    """Whether the hook is still to be called."""
    return hook.status == "ENABLED" and hook.validity == "VALID"


def call(parcel: Delivery) -> str:
    """Call the hook; "200" or what went wrong."""
    event, address = parcel.event, urlsplit(parcel.hook.url)
    query = urlencode({"EventType": event.event_type, "RessourceId": event.resource_id, "Date": event.date})
    opener = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    target = f"{address.path or '/'}?{address.query + '&' if address.query else ''}{query}"
    try:
        line = opener(address.hostname, address.port, timeout=SECONDS_TO_ANSWER)
        try:
            line.request("GET", target, headers={"User-Agent": "Mangopay-Hook", "Connection": "close"})
            return str(line.getresponse().status)
        finally:
            line.close()
    except (OSError, http.client.HTTPException, ValueError) as problem:
        return f"{type(problem).__name__}: {problem}"[:200]


def record(parcel: Delivery, answer: str) -> None:
    """Delivered, or due again, or given up."""
    parcel.attempts += 1
    parcel.last_answer = answer
    if answer == "200":
        parcel.status = Delivery.DELIVERED
        Hook.objects.filter(pk=parcel.hook_id).exclude(failures_in_a_row=0).update(failures_in_a_row=0)
    else:
        parcel.status = Delivery.WAITING
        after_failure(parcel)
    parcel.save()


def after_failure(parcel: Delivery) -> None:
    """Plan the retry; count the failure against the hook."""
    hook = Hook.objects.get(pk=parcel.hook_id)
    if not is_wanted(hook):
        parcel.status = Delivery.GIVEN_UP
        return
    hook.failures_in_a_row += 1
    if hook.failures_in_a_row >= FAILURES_ALLOWED:
        hook.validity = "INVALID"
    hook.save(update_fields=["failures_in_a_row", "validity"])
    delays = options.current.delays
    if hook.validity == "INVALID" or parcel.attempts > EARLY_RETRIES + LATE_RETRIES:
        parcel.status = Delivery.GIVEN_UP
        return
    early = parcel.attempts <= EARLY_RETRIES
    parcel.due_at = clock.instant() + (delays.hook_retry_first if early else delays.hook_retry_later)
