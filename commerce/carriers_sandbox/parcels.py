"""The parcels that were announced, and what happened to them."""

import itertools
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


@dataclass
class Parcel:
    """One labelled parcel; moments are aware, Europe/Paris."""

    number: str
    carrier: str
    reference: str
    recipient: str
    announced_at: datetime
    delivered_at: datetime | None = None


@dataclass
class Depot:
    """All parcels by number, and the faults that somebody asked for. One per server."""

    deliver_after: float | None = None
    parcels: dict[str, Parcel] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    counter: itertools.count = field(default_factory=lambda: itertools.count(1))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def announce(self, carrier: str, pattern: str, reference: str, recipient: str) -> Parcel:
        """A new parcel, its number by the carrier's pattern."""
        with self.lock:
            number = pattern.format(next(self.counter))
            parcel = Parcel(number, carrier, reference, recipient, datetime.now(PARIS))
            self.parcels[number] = parcel
            return parcel

    def find(self, number: str) -> Parcel | None:
        """The parcel of a number, delivered meanwhile if its time has come."""
        parcel = self.parcels.get(number)
        if parcel and self.deliver_after is not None and not parcel.delivered_at:
            due = parcel.announced_at + timedelta(seconds=self.deliver_after)
            parcel.delivered_at = due if due <= datetime.now(PARIS) else None
        return parcel

    def deliver(self, number: str, moment: datetime | None = None) -> Parcel | None:
        """Have a parcel delivered now, or at a moment."""
        if parcel := self.parcels.get(number):
            parcel.delivered_at = moment or datetime.now(PARIS)
        return parcel
