"""Reductions and totals cut into vendor orders, to the exact cent."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.money import to_cents
from commerce.offer.models import Benefit
from tests.commerce.coupons import Voucher, coupon, parts_of, placed_with
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db


def assert_adds_up(order):
    parts = parts_of(order)
    assert sum(part.total_cents for part in parts) == to_cents(order.total_incl_tax)
    assert sum(part.shipping_cents for part in parts) == to_cents(order.shipping_incl_tax)
    for part in parts:
        assert part.goods_cents == sum(to_cents(line.line_price_incl_tax) for line in part.lines.all())
        assert part.goods_cents >= 0
        assert part.shipping_cents >= 0
        assert part.gross_cents == part.total_cents + part.borne_by_vendor_cents + part.borne_by_operator_cents
        before = sum(to_cents(line.line_price_before_discounts_incl_tax) for line in part.lines.all())
        assert part.goods_cents + part.vendor_reduction_cents + part.operator_goods_cents == before


def test_a_percentage_lowers_each_vendors_goods_in_proportion():
    order = placed_with(
        [coupon(Benefit.PERCENTAGE, 30)],
        ProductFactory(price=Decimal("6.45")),
        ProductFactory(price=Decimal("100.00")),
    )
    assert [part.goods_cents for part in parts_of(order)] == [451, 7000]
    assert_adds_up(order)


def test_a_fixed_amount_is_shared_without_losing_a_cent():
    order = placed_with([coupon(Benefit.FIXED, 10)], *(ProductFactory(price=Decimal("33.33")) for _ in range(3)))
    assert sum(part.goods_cents for part in parts_of(order)) == 9999 - 1000
    assert_adds_up(order)


def test_a_reduction_on_delivery_is_shared_over_the_charges_and_not_over_the_goods():
    order = placed_with(
        [coupon(Benefit.SHIPPING_FIXED_PRICE, 5)],
        *(ProductFactory() for _ in range(3)),
        kinds=("home", "relay", "collect"),
    )
    assert to_cents(order.shipping_incl_tax) == 500
    shares = [part.shipping_cents for part in parts_of(order)]
    assert shares == [292, 208, 0]
    assert_adds_up(order)


def test_a_voucher_is_used_once_per_order_and_not_once_per_vendor():
    merci = coupon(Benefit.PERCENTAGE, 10)
    placed_with([merci], ProductFactory(), ProductFactory(), ProductFactory())
    merci.refresh_from_db()
    assert merci.num_orders == 1


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
    assert_adds_up(placed_with([coupon(kind, value, code)], *contents))
