"""Relay points near the buyer: as the carrier answers, else as the house knows them, else as the buyer types them."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache

from commerce.carriers.interface import CarrierUnavailable
from commerce.carriers.registry import carrier_named
from commerce.shipping.models import DeliveryMode, RelayPoint

#: How long an answer of a carrier is good: relays close, and fill up.
GOOD_SECONDS = 3600
RELAYS_MAX = 12
#: Side of the drawing, and its margin, in its own units.
MAP_WIDTH, MAP_HEIGHT, MAP_MARGIN = 320, 200, 18


@dataclass(frozen=True)
class NearbyRelay:
    """A relay point, its number in the list, and how far it is, in metres, or None."""

    point: RelayPoint
    number: int
    metres: int | None = None

    @property
    def kilometres(self):
        """The distance in kilometres, to one decimal."""
        return None if self.metres is None else round(self.metres / 1000, 1)


@dataclass(frozen=True)
class RelaySearch:
    """What was found. Without an answer of the carrier, the buyer may type a relay that they know."""

    relays: list[NearbyRelay]
    is_answered: bool = True

    @property
    def dots(self):
        """(x, y, number) of each relay with a known place, for a schematic map, north above; [] for fewer than two."""
        placed = [relay for relay in self.relays if relay.point.latitude is not None]
        if len(placed) < 2:
            return []
        across = _scaled([relay.point.longitude for relay in placed], MAP_WIDTH)
        down = _scaled([-relay.point.latitude for relay in placed], MAP_HEIGHT)
        return [(x, y, relay.number) for x, y, relay in zip(across, down, placed, strict=True)]


def _scaled(values, length):
    least, span = min(values), max(values) - min(values) or 1
    return [round(MAP_MARGIN + (value - least) / span * (length - 2 * MAP_MARGIN)) for value in values]


def search_relays(carrier_name, postcode, *, grams):
    """The relays of a carrier that take a parcel of so many grams, near a postcode of five digits: a RelaySearch.

    Never raises and never waits long: a carrier that is down leaves the relays that the house knows.
    """
    carrier = carrier_named(carrier_name)
    if not carrier.finds_relays:
        return RelaySearch(_numbered((point, None) for point in relay_points_near(postcode)))
    try:
        found = _found(carrier, postcode, grams)
    except CarrierUnavailable:
        return RelaySearch(_numbered((point, None) for point in _known(carrier, postcode)), is_answered=False)
    points = RelayPoint.objects.in_bulk(list(found), field_name="code")
    return RelaySearch(_numbered((points[code], metres) for code, metres in found.items() if code in points))


def relays_for(offers, postcode):
    """The RelaySearch of each vendor that offers relays, by its id: one question per carrier, for the heaviest parcel.

    What the house can't ask a carrier is one question for all of them, so many vendors cost as much as one.
    """
    asking = {}
    for offer in offers:
        option = next((option for option in offer.options if option.kind == DeliveryMode.Kind.RELAY), None)
        if option is not None:
            carrier = carrier_named(option.mode.carrier)
            asking.setdefault(carrier.name if carrier.finds_relays else "", []).append(offer.group)
    return {
        group.vendor.pk: search
        for name, groups in asking.items()
        for search in [search_relays(name, postcode, grams=max(group.grams for group in groups))]
        for group in groups
    }


def relay_points_near(postcode, limit=RELAYS_MAX):
    """Relay points that no carrier answers for: of the same postcode first, then of the same department, then any."""
    by_hand = RelayPoint.objects.filter(is_typed=False, number="")
    department = by_hand.filter(postcode__startswith=postcode[:2])
    near = sorted(department, key=lambda point: (point.postcode != postcode, point.postcode))
    return near[:limit] or list(by_hand[:limit])


def _known(carrier, postcode):
    known = RelayPoint.objects.filter(carrier=carrier.name, is_typed=False, postcode__startswith=postcode[:2])
    return sorted(known, key=lambda point: (point.postcode != postcode, point.postcode))[:RELAYS_MAX]


def _numbered(pairs):
    return [NearbyRelay(point, number, metres) for number, (point, metres) in enumerate(pairs, start=1)]


def _found(carrier, postcode, grams):
    """Metres by code, nearest first: the carrier's answer, or the one it gave within the hour. Relays become rows."""
    key = f"relays:{carrier.name}:{postcode}:{-(-grams // 1000)}".replace(" ", "-")
    if (found := cache.get(key)) is None:
        relays = carrier.relays_near(postcode, grams=grams)
        points = [_point(carrier, relay) for relay in relays]
        RelayPoint.objects.bulk_create(
            points,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "street", "postcode", "town", "opening_hours", "latitude", "longitude"],
        )
        found = {point.code: relay.metres for point, relay in zip(points, relays, strict=True)}
        cache.set(key, found, GOOD_SECONDS)
    return found


def _point(carrier, relay):
    return RelayPoint(
        code=f"{carrier.name[:2].upper()}-{relay.number}"[:20],
        number=relay.number[:15],
        carrier=carrier.name,
        name=relay.name[:120],
        street=relay.street[:160],
        postcode=relay.postcode[:5],
        town=relay.town[:120],
        opening_hours=relay.opening_hours[:300],
        latitude=relay.latitude,
        longitude=relay.longitude,
    )


def typed_relay(carrier_name, *, name, street, postcode, town):
    """The relay point that a buyer typed while the carrier was silent; the same words are the same point."""
    words = (carrier_name, name, street, postcode, town)
    code = f"saisi-{sha256('|'.join(words).casefold().encode()).hexdigest()[:14]}"
    typed = {"carrier": carrier_name, "name": name, "street": street, "postcode": postcode, "town": town}
    point, _is_new = RelayPoint.objects.get_or_create(code=code, defaults={**typed, "is_typed": True})
    return point
