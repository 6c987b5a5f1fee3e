"""What the platform keeps for itself: tokens, kept responses, settings, appointments, reports."""

from django.db import models

from .resource import Resource


class Setting(models.Model):
    """A named value that survives a restart."""

    name = models.CharField(primary_key=True, max_length=100)
    value = models.JSONField()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def read(cls, name: str, default):
        """The value, or the default."""
        row = cls.objects.filter(pk=name).first()
        return default if row is None else row.value

    @classmethod
    def write(cls, name: str, value) -> None:
        """Store a value under its name."""
        cls.objects.update_or_create(name=name, defaults={"value": value})


class Token(models.Model):
    """A bearer token; `expires_at` in unix seconds."""

    value = models.CharField(primary_key=True, max_length=64)
    client_id = models.CharField(max_length=100)
    expires_at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"token of {self.client_id}"


class KeptResponse(models.Model):
    """What a POST with an idempotency key answered; the key is burnt for 24 hours."""

    client_id = models.CharField(max_length=100)
    key = models.CharField(max_length=36)
    created_at = models.BigIntegerField()
    status = models.PositiveSmallIntegerField()
    url = models.TextField()
    content = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["client_id", "key", "created_at"])]

    def __str__(self) -> str:
        return self.key


class Appointment(models.Model):
    """Something that happens by itself at `due_at` (unix seconds with a fraction)."""

    due_at = models.FloatField(db_index=True)
    action = models.CharField(max_length=50)
    object_id = models.CharField(max_length=128, db_index=True)

    def __str__(self) -> str:
        return f"{self.action} {self.object_id}"


class Report(Resource):
    """A CSV of transactions, wallets or fees."""

    prefix = "report_m"

    report_type = models.CharField(max_length=40)
    status = models.CharField(max_length=30, default="PENDING")
    report_date = models.BigIntegerField(null=True)
    content = models.TextField(default="")
    wire = models.CharField(max_length=20, default="reports")

    class Meta:
        indexes = [models.Index(fields=["client_id", "creation_date"])]
