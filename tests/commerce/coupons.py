"""Coupons that somebody pays for, for tests."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from oscar.core.loading import get_model

from commerce.checkout import placement
from commerce.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.voucher import making
from commerce.voucher.making import Kind
from tests.commerce.baskets import basket_of, choose, reloaded, submission
from tests.factories import RelayPointFactory

Voucher = get_model("voucher", "Voucher")

#: Kinds of benefits that need no range of goods: they lower the delivery, or what the condition covers.
WITHOUT_RANGE = {
    Benefit.SHIPPING_ABSOLUTE,
    Benefit.SHIPPING_FIXED_PRICE,
    Benefit.SHIPPING_PERCENTAGE,
    Benefit.FIXED_PRICE,
}


def offer(benefit_type, value, name="Offre", *, bearer="operator", condition=(Condition.COUNT, 1), **fields):
    """An offer for coupons on the whole catalogue, paid by `bearer`; `condition` is (type, value)."""
    everything, _made = Range.objects.get_or_create(name="Tout", includes_all_products=True)
    kind, amount = condition
    return ConditionalOffer.objects.create(
        **{"name": name, "offer_type": ConditionalOffer.VOUCHER, "bearer": bearer, **fields},
        benefit=Benefit.objects.create(
            type=benefit_type, value=value, range=None if benefit_type in WITHOUT_RANGE else everything
        ),
        condition=Condition.objects.create(type=kind, value=amount, range=everything),
    )


def coupon(benefit_type, value, code="MERCI", **fields):
    """A voucher for everybody with one offer, see `offer`."""
    now = timezone.now()
    found = Voucher.objects.create(
        name=code, code=code, start_datetime=now - timedelta(days=1), end_datetime=now + timedelta(days=1)
    )
    found.offers.add(offer(benefit_type, value, f"Offre {code}", **fields))
    return found


def coupon_of(vendor, *, now=None, **terms):
    """A coupon that a vendor made: a tenth off the whole shop, for a week, unless terms say otherwise."""
    now = now or timezone.now()
    usual = {
        "code": f"MERCI-{vendor.pk}",
        "kind": Kind.PERCENT,
        "value": Decimal(10),
        "products": [],
        "minimum": None,
        "starts_at": None,
        "ends_at": now + timedelta(days=7),
        "max_uses": None,
        "max_uses_per_buyer": None,
        "only_first_order": False,
    }
    return making.make(vendor, {**usual, **terms}, now=now)


def placed_with(coupons, *contents, kinds=("home",)):
    """An order of these contents, placed with these coupons."""
    basket = basket_of(*contents)
    basket.vouchers.add(*coupons)
    basket = reloaded(basket)
    return placement.place(**submission(basket, choose(basket, *kinds, relay_point=RelayPointFactory())))


def parts_of(order):
    """The order's vendor orders, in their order."""
    return list(order.vendor_orders.order_by("pk"))
