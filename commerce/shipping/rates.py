"""Prices by weight and destination: one row of a delivery mode's table, as plain data that travels with the mode."""

from dataclasses import dataclass

from commerce.shipping.zones import Zone


@dataclass(frozen=True)
class Rate:
    """What a parcel of at most `up_to_grams` (None: any weight) costs, in cents, to a zone or to some postcodes.

    `postcodes` are beginnings (« 38 », « 3824 »), for a vendor who delivers in person; `zone` is empty then.
    """

    charge_cents: int
    up_to_grams: int | None = None
    zone: str = ""
    postcodes: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, kept):
        """The rate that `as_json` kept."""
        return cls(kept["charge_cents"], kept["up_to_grams"], kept["zone"], tuple(kept["postcodes"]))

    def as_json(self):
        """What a JSON field keeps."""
        return {
            "charge_cents": self.charge_cents,
            "up_to_grams": self.up_to_grams,
            "zone": self.zone,
            "postcodes": list(self.postcodes),
        }

    def carries(self, grams):
        """Whether a parcel of this weight is within the row."""
        return self.up_to_grams is None or grams <= self.up_to_grams

    @property
    def bracket(self):
        """Sorts rows from the narrowest on: the lightest limit first, no limit last, then the cheapest."""
        return (self.up_to_grams is None, self.up_to_grams or 0, self.charge_cents)


def rates_to(rates, destination):
    """The rows that reach a Destination: the most precise postcodes, else those of its zone.

    Corsica without rows of its own is served as the mainland; nothing else stands in for another zone.
    """
    named = {len(start): [] for rate in rates for start in rate.postcodes if destination.postcode.startswith(start)}
    if named:
        longest = max(named)
        return [rate for rate in rates if destination.postcode[:longest] in rate.postcodes]
    here = [rate for rate in rates if rate.zone == destination.zone]
    if not here and destination.zone == Zone.CORSICA:
        here = [rate for rate in rates if rate.zone == Zone.MAINLAND]
    return here
