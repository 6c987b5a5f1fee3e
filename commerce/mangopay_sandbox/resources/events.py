"""Events: what happened, by type, for 45 days."""

from .. import errors
from ..call import Answer, Call
from ..event_types import EVENT_TYPES
from ..models import Event

SECONDS_KEPT = 45 * 86_400


def view_all(call: Call) -> Answer:
    """GET /events: EventType is required; 45 days back."""
    kinds = [kind for text in call.query.getlist("EventType") for kind in text.split(",") if kind]
    if not kinds:
        raise errors.invalid(EventType="The EventType parameter is required.")
    unknown = [kind for kind in kinds if kind not in EVENT_TYPES]
    if unknown:
        raise errors.invalid(EventType=f"The event type {unknown[0][:60]} does not exist.")
    oldest = call.now - SECONDS_KEPT
    after, before = call.moment("AfterDate"), call.moment("BeforeDate")
    if (after is not None and after < oldest) or (before is not None and before < oldest):
        raise errors.invalid(AfterDate="Events are kept for 45 days.")
    rows = Event.objects.filter(client_id=call.client_id, event_type__in=kinds, date__gte=oldest)
    return call.page(call.between(rows, "date"), column="date")
