"""Events, hooks and each attempt to deliver one to the other."""

from django.db import models

from .resource import Resource


class Event(models.Model):
    """Something that happened to a resource; `date` in unix seconds."""

    client_id = models.CharField(max_length=100)
    event_type = models.CharField(max_length=60)
    resource_id = models.CharField(max_length=128)
    date = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["client_id", "event_type", "date"])]

    def __str__(self) -> str:
        return f"{self.event_type} {self.resource_id}"

    def show(self) -> dict:
        """The event as the API shows it."""
        return {"ResourceId": self.resource_id, "EventType": self.event_type, "Date": self.date}


class Hook(Resource):
    """An address that is called for one type of event."""

    prefix = "hook_m"

    event_type = models.CharField(max_length=60)
    url = models.CharField(max_length=255)
    status = models.CharField(max_length=10, default="ENABLED")
    validity = models.CharField(max_length=10, default="VALID")
    failures_in_a_row = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client_id", "event_type"], name="one_hook_per_event")]

    def show(self) -> dict:
        """The hook as the API shows it."""
        return self.header() | {
            "Url": self.url,
            "Status": self.status,
            "Validity": self.validity,
            "EventType": self.event_type,
        }


class Delivery(models.Model):
    """One notification on its way to one hook; `due_at` in unix seconds with a fraction."""

    WAITING, SENDING, DELIVERED, GIVEN_UP, LOST = "WAITING", "SENDING", "DELIVERED", "GIVEN_UP", "LOST"

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    status = models.CharField(max_length=10, default=WAITING)
    due_at = models.FloatField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_answer = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [models.Index(fields=["status", "due_at"])]

    def __str__(self) -> str:
        return f"{self.event_id} to {self.hook_id}: {self.status}"
