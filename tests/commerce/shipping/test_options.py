from datetime import date
from decimal import Decimal

import pytest

from commerce.shipping.models import DeliveryMode
from commerce.shipping.options import delivery_options
from commerce.shipping.relays import relay_points_near
from tests.commerce.baskets import MONDAY, basket_of, choose
from tests.factories import ProductFactory, RelayPointFactory, VendorFactory

pytestmark = pytest.mark.django_db


def test_each_vendor_offers_its_own_modes_cheapest_parcel_first_and_collection_last():
    basket = basket_of(ProductFactory(vendor=VendorFactory(delivery_modes={"collect": 0, "home": 700, "relay": 400})))
    [(_group, options)] = delivery_options(basket, now=MONDAY)
    assert [(option.kind, option.charge_cents) for option in options] == [
        ("relay", 400),
        ("home", 700),
        ("collect", 0),
    ]


def test_the_promise_counts_preparation_and_transit_in_working_days():
    product = ProductFactory(vendor=VendorFactory(preparation_days=3))
    [(_group, options)] = delivery_options(basket_of(product), now=MONDAY)
    promised = {option.kind: option.promised_on for option in options}
    assert promised == {
        "home": date(2026, 11, 30),
        "relay": date(2026, 11, 30),
        "collect": date(2026, 11, 26),
    }


def test_the_slowest_article_sets_the_date():
    vendor = VendorFactory(preparation_days=1)
    basket = basket_of(ProductFactory(vendor=vendor), ProductFactory(vendor=vendor, preparation_days=8))
    [(group, _options)] = delivery_options(basket, now=MONDAY)
    assert group.preparation_days == 8


def test_delivery_is_free_from_the_vendors_own_threshold():
    vendor = VendorFactory(delivery_modes={"home": 700})
    DeliveryMode.objects.update(free_from_cents=6000)
    product = ProductFactory(vendor=vendor, price=Decimal("30.00"))
    other = ProductFactory(price=Decimal("500.00"))
    [(_, [below]), _other] = delivery_options(basket_of(product, other), now=MONDAY)
    [(_, [reached]), _other] = delivery_options(basket_of((product, 2), other), now=MONDAY)
    assert (below.charge_cents, reached.charge_cents) == (700, 0)


def test_a_shop_without_any_setting_can_sell():
    basket = basket_of(ProductFactory(vendor=VendorFactory(delivery_modes={})))
    [(_group, options)] = delivery_options(basket, now=MONDAY)
    assert {option.kind for option in options} == {"home", "relay"}


def test_a_shop_that_switched_everything_off_offers_nothing():
    vendor = VendorFactory(delivery_modes={"home": 700})
    DeliveryMode.objects.update(is_active=False)
    [(_group, options)] = delivery_options(basket_of(ProductFactory(vendor=vendor)), now=MONDAY)
    assert options == []


def test_the_charge_of_the_order_is_the_sum_of_the_vendors_charges():
    basket = basket_of(ProductFactory(), ProductFactory(), ProductFactory())
    method = choose(basket, "home", "relay", "collect", relay_point=RelayPointFactory())
    charge = method.calculate(basket)
    assert charge.incl_tax == Decimal("11.80")
    assert method.charges_cents == [690, 490, 0]


def test_relay_points_of_the_same_postcode_come_first():
    RelayPointFactory(postcode="69003", code="B")
    RelayPointFactory(postcode="69004", code="A")
    RelayPointFactory(postcode="13001", code="C")
    assert [point.code for point in relay_points_near("69004")] == ["A", "B"]


def test_options_of_many_vendors_take_as_many_queries_as_of_one(django_assert_num_queries):
    basket = basket_of(*(ProductFactory() for _ in range(8)))
    assert len(basket.all_lines()) == 8
    with django_assert_num_queries(1):
        delivery_options(basket, now=MONDAY)
