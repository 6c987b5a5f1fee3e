"""What a buyer may choose for each vendor of a basket: mode, price and promised date."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from commerce.basket.groups import VendorGroup, vendor_groups
from commerce.shipping.models import DeliveryMode, RelayPoint
from commerce.working_days import working_days_after

Kind = DeliveryMode.Kind


@dataclass(frozen=True)
class DeliveryOption:
    """One way in which one vendor can deliver this basket. Price in cents, date in Europe/Paris."""

    mode: DeliveryMode
    charge_cents: int
    promised_on: date

    @property
    def kind(self):
        return self.mode.kind

    @property
    def label(self):
        return self.mode.get_kind_display()


@dataclass(frozen=True)
class DeliveryChoice:
    """What the buyer chose for one vendor."""

    group: VendorGroup
    option: DeliveryOption
    relay_point: RelayPoint | None = None

    @property
    def vendor(self):
        return self.group.vendor


def default_modes(vendor):
    """What a vendor without any setting offers, so that a new shop can sell at once."""
    return [
        DeliveryMode(vendor=vendor, kind=Kind.HOME, carrier="Colissimo", charge_cents=690, transit_days=2),
        DeliveryMode(vendor=vendor, kind=Kind.RELAY, carrier="Mondial Relay", charge_cents=490, transit_days=4),
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


def promised_day(mode, preparation_days, *, now):
    """The last day on which the goods arrive, or wait at the workshop, when ordered now (art. L216-1)."""
    transit = 0 if mode.kind == Kind.COLLECT else mode.transit_days
    return working_days_after(timezone.localdate(now), preparation_days + transit)


def delivery_options(basket, *, now=None):
    """For each vendor group of the basket, its options from the cheapest on: a list of (group, options)."""
    now = now or timezone.now()
    groups = vendor_groups(basket)
    modes = delivery_modes([group.vendor for group in groups])
    return [
        (
            group,
            sorted(
                (
                    DeliveryOption(
                        mode=mode,
                        charge_cents=mode.charge_for(group.goods_cents),
                        promised_on=promised_day(mode, group.preparation_days, now=now),
                    )
                    for mode in modes[group.vendor.pk]
                ),
                key=lambda option: (option.kind == Kind.COLLECT, option.charge_cents),
            ),
        )
        for group in groups
    ]


def simplest_kind(options):
    """The kind to propose first: the cheapest that asks for nothing more than an address."""
    for option in options:
        if option.kind == Kind.HOME:
            return option.kind
    return options[0].kind if options else ""


def relay_points_near(postcode, limit=12):
    """Relay points of the same postcode first, then of the same department, then any."""
    department = RelayPoint.objects.filter(postcode__startswith=postcode[:2])
    near = sorted(department, key=lambda point: (point.postcode != postcode, point.postcode))
    return near[:limit] or list(RelayPoint.objects.all()[:limit])
