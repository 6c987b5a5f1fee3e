"""Hooks, the events they tell of, and the responses kept under idempotency keys."""

import json
from email.utils import formatdate

from .. import errors
from ..call import Answer, Call
from ..event_types import EVENT_TYPES
from ..models import Event, Hook, KeptResponse

EVENTS_LAST = 45 * 86_400
KEYS_LAST = 86_400


def create(call: Call) -> Answer:
    """POST /hooks: one per event type."""
    fields = call.fields()
    url = fields.url("Url", longest=255)
    kind = fields.text("EventType", required=True, among=EVENT_TYPES)
    tag = fields.tag()
    if kind and Hook.objects.filter(client_id=call.client_id, event_type=kind).exists():
        fields.note("EventType", f"A hook is already registered for {kind}.")
    fields.check()
    return Answer(Hook.add(call.client_id, tag=tag, url=url, event_type=kind).show())


def view(call: Call) -> Answer:
    """GET /hooks/{id}."""
    return Answer(Hook.find(call.client_id, call.ids["hook_id"]).show())


def view_all(call: Call) -> Answer:
    """GET /hooks."""
    return call.page(Hook.objects.filter(client_id=call.client_id))


def update(call: Call) -> Answer:
    """PUT /hooks/{id}: Status, Url, and Validity VALID again after failures."""
    hook = Hook.find(call.client_id, call.ids["hook_id"])
    fields = call.fields()
    url = fields.url("Url", required=False, longest=255)
    status = fields.text("Status", among=("ENABLED", "DISABLED"))
    validity = fields.text("Validity", among=("VALID", "INVALID", "UNKNOWN"))
    tag = fields.tag()
    fields.check()
    hook.url, hook.status, hook.tag = url or hook.url, status or hook.status, tag or hook.tag
    if validity == "VALID":
        hook.validity, hook.failures_in_a_row = "VALID", 0
    hook.save()
    return Answer(hook.show())


def events(call: Call) -> Answer:
    """GET /events: EventType is required; 45 days back."""
    kinds = [kind for text in call.query.getlist("EventType") for kind in text.split(",") if kind]
    if not kinds:
        raise errors.invalid(EventType="The EventType parameter is required.")
    unknown = [kind for kind in kinds if kind not in EVENT_TYPES]
    if unknown:
        raise errors.invalid(EventType=f"The event type {unknown[0][:60]} does not exist.")
    oldest = call.now - EVENTS_LAST
    after, before = call.moment("AfterDate"), call.moment("BeforeDate")
    if (after is not None and after < oldest) or (before is not None and before < oldest):
        raise errors.invalid(AfterDate="Events are kept for 45 days.")
    rows = Event.objects.filter(client_id=call.client_id, event_type__in=kinds, date__gte=oldest)
    return call.page(call.between(rows, "date"), column="date")


def response(call: Call) -> Answer:
    """GET /responses/{key}: what the first call with this key answered; 400 for an unknown key."""
    kept = (
        KeptResponse.objects.filter(client_id=call.client_id, key=call.ids["key"], created_at__gt=call.now - KEYS_LAST)
        .order_by("-created_at")
        .first()
    )
    if kept is None:
        raise errors.refused("correlationid_not_found", "No response is kept under this idempotency key.")
    return Answer(
        {
            "StatusCode": str(kept.status),
            "ContentLength": str(len(kept.content.encode())),
            "ContentType": "application/json; charset=utf-8",
            "Date": formatdate(kept.created_at, usegmt=True),
            "RequestURL": kept.url,
            "Resource": json.loads(kept.content) if kept.content else None,
        }
    )
