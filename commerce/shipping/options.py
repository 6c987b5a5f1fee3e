"""What a buyer may choose for each vendor of a basket: mode, price and promised date."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from commerce.basket.groups import VendorGroup, vendor_groups
from commerce.partner.timetable import Timetable
from commerce.shipping.models import DeliveryMode, RelayPoint
from commerce.shipping.pricing import NotCarried, charge_of, consignment_of
from commerce.shipping.rates import Rate
from commerce.shipping.zones import Zone
from commerce.working_days import working_days_after

Kind = DeliveryMode.Kind


@dataclass(frozen=True)
class DeliveryOption:
    """One way in which one vendor can deliver this basket. Price in cents, date in Europe/Paris."""

    mode: DeliveryMode
    charge_cents: int
    promised_on: date
    #: What the buyer's goods of this vendor lack until this delivery is free, or 0.
    missing_cents: int = 0
    #: What the vendor's cheapest delivery of the same goods costs, the standard one (art. L221-24), in cents, or None.
    standard_cents: int | None = None

    @property
    def kind(self):
        return self.mode.kind

    @property
    def label(self):
        return self.mode.get_kind_display()


@dataclass(frozen=True)
class RefusedMode:
    """A mode that the vendor offers, but not for these goods or not there; `reason` is a sentence for the buyer."""

    mode: DeliveryMode
    reason: str
    #: Whether it isn't refused at all: its price depends on an address that nobody gave yet.
    needs_address: bool = False

    @property
    def label(self):
        return self.mode.get_kind_display()


@dataclass(frozen=True)
class VendorOffer:
    """What one vendor offers for its part of a basket, from the cheapest on, and what it can't."""

    group: VendorGroup
    options: list[DeliveryOption]
    refused: list[RefusedMode]

    @property
    def free_soon(self):
        """The option that a few more pieces would make free, the nearest to it, or None."""
        lacking = [option for option in self.options if option.missing_cents]
        return min(lacking, key=lambda option: option.missing_cents, default=None)


@dataclass(frozen=True)
class DeliveryChoice:
    """What the buyer chose for one vendor."""

    group: VendorGroup
    option: DeliveryOption
    relay_point: RelayPoint | None = None

    @property
    def vendor(self):
        return self.group.vendor


#: Prices in cents, up to so many grams, of a shop that set none: about what the carriers ask at their counters.
USUAL_HOME = {500: 690, 1000: 850, 2000: 990, 5000: 1490, 10_000: 2190, 15_000: 2790, 30_000: 3990}
USUAL_RELAY = {500: 490, 1000: 540, 2000: 690, 5000: 990, 10_000: 1390, 25_000: 2190}


def default_modes(vendor):
    """What a vendor without any setting offers, by weight, so that a new shop can sell at once."""
    usual = (
        (Kind.HOME, "Colissimo", USUAL_HOME, 2),
        (Kind.RELAY, "Mondial Relay", USUAL_RELAY, 4),
    )
    return [
        DeliveryMode(
            vendor=vendor,
            kind=kind,
            carrier=carrier,
            charge_cents=min(prices.values()),
            rates=[Rate(cents, grams, Zone.MAINLAND).as_json() for grams, cents in prices.items()],
            transit_days=days,
        )
        for kind, carrier, prices, days in usual
    ]


def delivery_modes(vendors):
    """Active modes by vendor id, in one query."""
    modes = {vendor.pk: [] for vendor in vendors}
    settings = {vendor.pk: False for vendor in vendors}
    for mode in DeliveryMode.objects.filter(vendor__in=modes).order_by("charge_cents", "pk"):
        settings[mode.vendor_id] = True
        if mode.is_active:
            modes[mode.vendor_id].append(mode)
    return {vendor.pk: modes[vendor.pk] if settings[vendor.pk] else default_modes(vendor) for vendor in vendors}


def promised_day(mode, preparation_days, *, absences=(), timetable=None, now):
    """The last day on which the goods arrive, or wait at the workshop, when ordered now (art. L216-1).

    Preparation counts the days on which the workshop works, transit the working days of France. What can't be ready
    before the maker leaves is prepared from the return on; `absences` come first one first. Goods change hands at the
    workshop, and the maker delivers, on days that have hours for it.
    """
    timetable = timetable or Timetable()
    day = timezone.localdate(now)
    for absence in absences:
        ready = working_days_after(day, preparation_days, timetable.prepares_on)
        if day < absence.back_on and ready >= absence.first_day:
            day = absence.back_on
    ready = working_days_after(day, preparation_days, timetable.prepares_on)
    if mode.kind == Kind.COLLECT:
        return timetable.first_open_day(ready, timetable.pickup, absences)
    arrival = working_days_after(ready, mode.transit_days)
    return timetable.first_open_day(arrival, timetable.delivery, absences) if mode.kind == Kind.OWN else arrival


def promise_of(mode, vendor, preparation_days, *, now):
    """The same, with the vendor's own absences and hours."""
    return promised_day(mode, preparation_days, absences=vendor.absences, timetable=vendor.timetable, now=now)


def vendor_offers(basket, *, destination=None, now=None):
    """A VendorOffer per vendor of the basket; `destination` is None before the buyer said it."""
    now = now or timezone.now()
    groups = vendor_groups(basket)
    modes = delivery_modes([group.vendor for group in groups])
    return [_offer(group, modes[group.vendor.pk], destination, now) for group in groups]


def delivery_options(basket, *, destination=None, now=None):
    """For each vendor group of the basket, its options from the cheapest on: a list of (group, options)."""
    offers = vendor_offers(basket, destination=destination, now=now)
    return [(offer.group, offer.options) for offer in offers]


def _offer(group, modes, destination, now):
    consignment = consignment_of(group, destination)
    options, refused = [], []
    for mode in modes:
        try:
            charge_cents = charge_of(mode, consignment)
        except NotCarried as reason:
            needs_address = destination is None and mode.kind == Kind.OWN
            refused.append(RefusedMode(mode, str(reason), needs_address))
        else:
            promised_on = promise_of(mode, group.vendor, group.preparation_days, now=now)
            missing_cents = max(0, (mode.free_from_cents or 0) - consignment.goods_cents) if charge_cents else 0
            options.append(DeliveryOption(mode, charge_cents, promised_on, missing_cents))
    options.sort(key=lambda option: (option.kind == Kind.COLLECT, option.charge_cents))
    standard_cents = next((option.charge_cents for option in options if option.kind != Kind.COLLECT), None)
    return VendorOffer(group, [replace(option, standard_cents=standard_cents) for option in options], refused)


def simplest_kind(options):
    """The kind to propose first: the cheapest that asks for nothing more than an address."""
    for option in options:
        if option.kind == Kind.HOME:
            return option.kind
    return options[0].kind if options else ""
