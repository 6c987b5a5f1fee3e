"""One absence of a vendor as visitors see it: plain data that travels on the vendor's own row."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime


@dataclass(frozen=True)
class Absence:
    """Away from `starts_at` to `ends_at`, both aware, the end not included. Days are counted in Europe/Paris."""

    starts_at: datetime
    ends_at: datetime
    orders_paused: bool
    message: str = ""

    @classmethod
    def from_json(cls, kept):
        """The absence that `as_json` kept."""
        starts_at, ends_at = parse_datetime(kept["starts_at"]), parse_datetime(kept["ends_at"])
        return cls(starts_at, ends_at, kept["orders_paused"], kept["message"])

    def as_json(self):
        """What a JSON field keeps."""
        starts_at, ends_at = self.starts_at.isoformat(), self.ends_at.isoformat()
        return {
            "starts_at": starts_at,
            "ends_at": ends_at,
            "orders_paused": self.orders_paused,
            "message": self.message,
        }

    def covers(self, now):
        """Whether the vendor is away at `now`."""
        return self.starts_at <= now < self.ends_at

    @property
    def first_day(self):
        """First day away."""
        return timezone.localdate(self.starts_at)

    @property
    def back_on(self):
        """Day of the return."""
        return timezone.localdate(self.ends_at)

    @property
    def last_day(self):
        """Last day on which the vendor is away for some time."""
        return timezone.localdate(self.ends_at - timedelta(microseconds=1))
