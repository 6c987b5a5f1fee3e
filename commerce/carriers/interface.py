"""What the house asks of any carrier, in plain data: nothing here knows an order, a basket or a table."""

from dataclasses import dataclass
from datetime import datetime


class CarrierUnavailable(Exception):
    """The carrier doesn't answer, or not in time, or nonsense: nobody knows, and nothing waits for it."""


class CarrierRefused(Exception):
    """The carrier understood and said no; its message is the carrier's own sentence."""


class LabelInDoubt(CarrierUnavailable):
    """A label was asked for and no answer came: it may exist at the carrier's, so asking again could make two."""


@dataclass(frozen=True)
class Party:
    """Who sends or receives. `postcode` is French; `phone` and `email` may be empty."""

    name: str
    street: str
    postcode: str
    town: str
    complement: str = ""
    phone: str = ""
    email: str = ""
    country: str = "FR"


@dataclass(frozen=True)
class Shipment:
    """One parcel to be labelled: `reference` is ours, `relay` the carrier's number of a relay point or empty."""

    reference: str
    sender: Party
    recipient: Party
    grams: int
    relay: str = ""


@dataclass(frozen=True)
class Label:
    """What the carrier gave: its number of the parcel, and the sheet to stick on it, a PDF."""

    number: str
    pdf: bytes


@dataclass(frozen=True)
class Relay:
    """A shop where the carrier leaves parcels, `metres` from where was asked. A place has two numbers or none."""

    number: str
    name: str
    street: str
    postcode: str
    town: str
    opening_hours: str = ""
    metres: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Tracking:
    """What the carrier knows of a parcel: its last sentence, and the moment of delivery (aware) or None."""

    words: str = ""
    delivered_at: datetime | None = None


class Carrier:
    """By hand: a carrier that the house can't ask. What an adapter can do, it overrides and declares."""

    name = ""
    finds_relays = False
    makes_labels = False
    tracks = False

    def __init__(self, name=""):
        self.name = name or self.name

    def relays_near(self, postcode, *, grams):
        """Relays that take a parcel of so many grams, the nearest first. Raises CarrierUnavailable."""
        raise NotImplementedError

    def make_label(self, shipment):
        """The Label of a Shipment. Raises CarrierRefused, CarrierUnavailable, or LabelInDoubt."""
        raise NotImplementedError

    def track(self, number):
        """The Tracking of a parcel by the carrier's number. Raises CarrierUnavailable or CarrierRefused."""
        raise NotImplementedError
