"""Lower prices and codes of two workshops: one of each state; and a piece with prices by quantity."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from commerce.catalogue.models import Making
from commerce.compliance.models import PriceChange
from commerce.partner.models import StockRecord
from commerce.promotions import planning
from commerce.promotions.models import Promotion
from commerce.promotions.tiers import TypedTier, set_tiers
from commerce.voucher import making
from commerce.voucher.making import Kind

DAY = timedelta(days=1)
PIECES = 4
SHOP, CHOSEN = Promotion.Scope.SHOP, Promotion.Scope.CHOSEN
#: Name, scope, per cent, cents, and from how many days after today to how many.
PROMOTIONS = (
    ("Fin de série d’automne", SHOP, 10, None, -70, -55),
    ("Petits prix de l’avent", CHOSEN, 15, None, -3, 9),
    ("Semaine de l’atelier", SHOP, None, 300, 12, 19),
)


def load_promotions(vendors, *, now):
    """Plan the promotions and make the codes of the first two vendors, once."""
    for vendor, suffix in zip(vendors[:2], ("", "-2"), strict=False):
        if vendor.promotions.exists() or vendor.coupons.exists():
            continue
        _write_the_past(vendor, now)
        _plan(vendor, now)
        _make_codes(vendor, suffix, now)
        _state_tiers(vendor)


def _write_the_past(vendor, now):
    """The demo's shops have sold at these prices for months; the database only saw them come today."""
    records = StockRecord.objects.filter(partner=vendor, price__isnull=False)
    PriceChange.objects.bulk_create(
        PriceChange(stockrecord=record, price=record.price, since=now - 90 * DAY) for record in records
    )


def _plan(vendor, now):
    pieces = vendor.products.filter(parent=None, is_public=True).order_by("pk")[:PIECES]
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for name, scope, percent, cents, begin, end in PROMOTIONS:
        if scope == CHOSEN and not pieces:
            continue
        begins_at = midnight + begin * DAY
        planning.plan(
            vendor,
            name=name,
            scope=scope,
            percent=percent,
            amount_cents=cents,
            products=pieces if scope == CHOSEN else (),
            starts_at=begins_at,
            ends_at=midnight + end * DAY,
            now=min(begins_at, now),
        )


def _state_tiers(vendor):
    """One piece is cheaper by three: the one of which there is most."""
    records = StockRecord.objects.filter(partner=vendor, product__parent=None, product__is_public=True, price__gt=0)
    record = records.exclude(product__making=Making.UNIQUE).order_by("-num_in_stock", "-pk").first()
    if record:
        set_tiers(record, [TypedTier(3, percent=10), TypedTier(6, percent=20)])


def _make_codes(vendor, suffix, now):
    usual = {
        "products": [],
        "minimum": None,
        "starts_at": None,
        "ends_at": now + 60 * DAY,
        "max_uses": None,
        "max_uses_per_buyer": 1,
        "only_first_order": False,
    }
    first = {"code": f"BIENVENUE{suffix}", "kind": Kind.PERCENT, "value": Decimal(10), "only_first_order": True}
    amount = {
        "code": f"FOIRE26{suffix}",
        "kind": Kind.AMOUNT,
        "value": Decimal(5),
        "minimum": Decimal(40),
        "max_uses": 50,
    }
    delivery = {"code": f"PORT{suffix}", "kind": Kind.DELIVERY, "value": None, "minimum": Decimal(60)}
    for terms in (first, amount, delivery):
        code = making.make(vendor, {**usual, **terms}, now=now)
    making.pause(code, True)
