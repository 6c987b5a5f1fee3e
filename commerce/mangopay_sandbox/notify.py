"""Events: recorded with the change itself, delivered to hooks once it is committed."""

from django.db import transaction

from . import clock, delivery, faults
from .models import Delivery, Event, Hook


def notify(client_id: str, event_type: str, resource_id: str) -> None:
    """Record an event, and put it in the post if the client has a hook for it."""
    event = Event.objects.create(client_id=client_id, event_type=event_type, resource_id=resource_id, date=clock.now())
    hook = Hook.objects.filter(client_id=client_id, event_type=event_type, status="ENABLED", validity="VALID").first()
    if hook is not None:
        post(hook, event)


def post(hook: Hook, event: Event) -> None:
    """Queue the deliveries that the faults of the day leave: none, one or two, at once or later."""
    moments, lost = faults.moments_of_delivery(event.event_type)
    instant = clock.instant() + delivery.usual_delay()
    status = Delivery.LOST if lost else Delivery.WAITING
    Delivery.objects.bulk_create(
        Delivery(hook=hook, event=event, due_at=instant + later, status=status) for later in moments
    )
    transaction.on_commit(delivery.wake)
