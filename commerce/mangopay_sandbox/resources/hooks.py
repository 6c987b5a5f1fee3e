"""Hooks: addresses that are told of one type of event each."""

from ..call import Answer, Call
from ..event_types import EVENT_TYPES
from ..models import Hook


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
