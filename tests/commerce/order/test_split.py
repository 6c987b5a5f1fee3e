"""Reductions and totals cut into vendor orders, to the exact cent."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oscar.core.loading import get_model

from commerce.checkout import placement
from commerce.money import to_cents
from tests.commerce.baskets import basket_of, choose, reloaded, submission
from tests.factories import ProductFactory, RelayPointFactory, VendorFactory

Benefit, Condition, ConditionalOffer, Range = (
    get_model("offer", name) for name in ("Benefit", "Condition", "ConditionalOffer", "Range")
)
Voucher = get_model("voucher", "Voucher")

pytestmark = pytest.mark.django_db


def voucher(benefit_type, value, code="MERCI"):
    """A voucher on the whole catalogue, for everybody."""
    everything = Range.objects.create(name=f"Tout {code}", includes_all_products=True)
    offer = ConditionalOffer.objects.create(
        name=f"Offre {code}",
        offer_type=ConditionalOffer.VOUCHER,
        benefit=Benefit.objects.create(type=benefit_type, value=value, range=everything),
        condition=Condition.objects.create(type=Condition.COUNT, value=1, range=everything),
    )
    now = timezone.now()
    found = Voucher.objects.create(
        name=code, code=code, start_datetime=now - timedelta(days=1), end_datetime=now + timedelta(days=1)
    )
    found.offers.add(offer)
    return found


def placed_with(coupon, *contents, kinds=("home",)):
    basket = basket_of(*contents)
    basket.vouchers.add(coupon)
    basket = reloaded(basket)
    method = choose(basket, *kinds, relay_point=RelayPointFactory())
    return placement.place(**submission(basket, method))


def parts_of(order):
    return list(order.vendor_orders.all())


def assert_adds_up(order):
    parts = parts_of(order)
    assert sum(part.total_cents for part in parts) == to_cents(order.total_incl_tax)
    assert sum(part.shipping_cents for part in parts) == to_cents(order.shipping_incl_tax)
    for part in parts:
        assert part.goods_cents == sum(to_cents(line.line_price_incl_tax) for line in part.lines.all())
        assert part.goods_cents >= 0
        assert part.shipping_cents >= 0


def test_a_percentage_lowers_each_vendors_goods_in_proportion():
    order = placed_with(
        voucher(Benefit.PERCENTAGE, 30),
        ProductFactory(price=Decimal("6.45")),
        ProductFactory(price=Decimal("100.00")),
    )
    assert [part.goods_cents for part in parts_of(order)] == [451, 7000]
    assert_adds_up(order)


def test_a_fixed_amount_is_shared_without_losing_a_cent():
    order = placed_with(voucher(Benefit.FIXED, 10), *(ProductFactory(price=Decimal("33.33")) for _ in range(3)))
    assert sum(part.goods_cents for part in parts_of(order)) == 9999 - 1000
    assert_adds_up(order)


def test_a_reduction_on_delivery_is_shared_over_the_charges_and_not_over_the_goods():
    order = placed_with(
        voucher(Benefit.SHIPPING_FIXED_PRICE, 5),
        *(ProductFactory() for _ in range(3)),
        kinds=("home", "relay", "collect"),
    )
    assert to_cents(order.shipping_incl_tax) == 500
    shares = [part.shipping_cents for part in parts_of(order)]
    assert shares == [292, 208, 0]
    assert_adds_up(order)


def test_a_voucher_is_used_once_per_order_and_not_once_per_vendor():
    coupon = voucher(Benefit.PERCENTAGE, 10)
    placed_with(coupon, ProductFactory(), ProductFactory(), ProductFactory())
    coupon.refresh_from_db()
    assert coupon.num_orders == 1


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    prices=st.lists(st.decimals(Decimal("0.05"), Decimal("900"), places=2), min_size=1, max_size=6),
    quantities=st.lists(st.integers(1, 4), min_size=6, max_size=6),
    vendors=st.integers(1, 4),
    reduction=st.sampled_from([("Percentage", 7), ("Percentage", 100), ("Absolute", 3), ("Shipping absolute", 2)]),
    vat=st.sampled_from([Decimal("0"), Decimal("5.50"), Decimal("20.00")]),
)
def test_whatever_is_in_the_basket_the_parts_are_the_whole(prices, quantities, vendors, reduction, vat):
    makers = [VendorFactory(vat_rate=vat) for _ in range(vendors)]
    contents = [
        (ProductFactory(price=price, stock=9, vendor=makers[i % vendors]), quantities[i])
        for i, price in enumerate(prices)
    ]
    kind, value = reduction
    code = f"C{Voucher.objects.count()}"
    assert_adds_up(placed_with(voucher(kind, value, code), *contents))
