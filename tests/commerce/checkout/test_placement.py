from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.utils import timezone

from commerce.basket.models import Basket
from commerce.checkout import placement
from commerce.money import to_cents
from commerce.order.allocation import OutOfStock
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.lifecycle import cancel_unpaid
from commerce.order.models import Order, VendorOrder
from commerce.order.status import OrderStatus
from commerce.partner.models import StockRecord
from commerce.plans.choices import without_sale
from commerce.plans.models import Plan, PlanChoice
from tests.commerce.baskets import basket_of, placed, reloaded, submission
from tests.factories import PlanFactory, ProductFactory, RelayPointFactory, VendorFactory

pytestmark = pytest.mark.django_db


def stock(product):
    return StockRecord.objects.get(product=product).net_stock_level


@pytest.mark.parametrize("vendor_count", [1, 2, 20])
def test_each_vendor_gets_its_own_goods_and_its_own_delivery_charge(vendor_count):
    products = [
        ProductFactory(price=Decimal(30 + index), vendor=VendorFactory(delivery_modes={"home": 500 + index}))
        for index in range(vendor_count)
    ]
    order = placed(*products)
    parts = list(order.vendor_orders.all())
    assert [(part.vendor, part.goods_cents, part.shipping_cents) for part in parts] == [
        (product.vendor, 3000 + 100 * index, 500 + index) for index, product in enumerate(products)
    ]
    assert sum(part.total_cents for part in parts) == to_cents(order.total_incl_tax)


def test_the_same_product_on_two_lines_counts_twice_and_reserves_twice():
    product = ProductFactory(stock=5, price=Decimal("10.00"))
    basket = basket_of((product, 2))
    line = basket.lines.get()
    basket.lines.create(
        line_reference="gravé", product=product, stockrecord=line.stockrecord, quantity=3, price_incl_tax=10
    )
    order = placement.place(**submission(reloaded(basket)))
    assert order.lines.count() == 2
    assert order.vendor_orders.get().goods_cents == 5000
    assert stock(product) == 0


def test_a_variant_takes_its_own_stock_and_nothing_from_its_parent():
    parent = ProductFactory(structure="parent")
    small = ProductFactory(structure="child", parent=parent, vendor=parent.vendor, product_class=None, stock=3)
    large = ProductFactory(structure="child", parent=parent, vendor=parent.vendor, product_class=None, stock=3)
    placed((small, 2))
    assert (stock(small), stock(large)) == (1, 3)
    assert not StockRecord.objects.filter(product=parent).exists()


def test_stock_that_vanished_refuses_the_order_and_writes_nothing():
    last_one, plenty = ProductFactory(stock=1), ProductFactory(stock=9)
    basket = basket_of(last_one, plenty)
    placed(last_one)
    with pytest.raises(OutOfStock) as refusal:
        placement.place(**submission(basket))
    assert last_one.title in str(refusal.value)
    assert plenty.title not in str(refusal.value)
    assert stock(plenty) == 9
    assert Order.objects.count() == 1
    basket.refresh_from_db()
    assert basket.status == Basket.OPEN


def test_two_clicks_on_the_button_make_one_order():
    basket = basket_of(ProductFactory())
    first = placement.place(**submission(basket))
    second = placement.place(**submission(basket))
    assert first == second
    assert VendorOrder.objects.count() == 1


def test_the_database_itself_refuses_to_sell_what_is_not_there():
    product = ProductFactory(stock=1)
    with pytest.raises(IntegrityError):
        StockRecord.objects.filter(product=product).update(num_allocated=2)


def test_an_unpaid_order_that_is_cancelled_gives_its_stock_back_once():
    product = ProductFactory(stock=4)
    order = placed((product, 3))
    assert stock(product) == 1
    assert cancel_unpaid(order)
    assert not cancel_unpaid(order)
    assert stock(product) == 4
    assert Order.objects.get().status == OrderStatus.CANCELLED


def test_a_cancelled_order_gives_the_goods_back_to_the_open_basket():
    product = ProductFactory()
    order = placed((product, 2))
    cancel_unpaid(order)
    basket = Basket()
    placement.give_basket_back(order, into=basket)
    assert [(line.product, line.quantity) for line in basket.lines.all()] == [(product, 2)]
    placement.give_basket_back(Order.objects.get(), into=Basket())
    assert basket.lines.count() == 1


def test_the_delivery_choice_of_each_vendor_is_kept_on_its_own_part():
    point = RelayPointFactory()
    order = placed(
        ProductFactory(),
        ProductFactory(),
        ProductFactory(),
        kinds=("home", "relay", "collect"),
        relay_point=point,
    )
    parts = list(order.vendor_orders.all())
    assert [part.delivery_kind for part in parts] == ["home", "relay", "collect"]
    assert [part.relay_point for part in parts] == [None, point, None]
    assert [part.shipping_cents for part in parts] == [690, 490, 0]


def test_placing_an_order_takes_as_many_queries_for_twenty_lines_as_for_two(django_assert_max_num_queries):
    def prepared(lines, vendors):
        makers = [VendorFactory() for _ in range(vendors)]
        return submission(basket_of(*(ProductFactory(vendor=makers[i % vendors]) for i in range(lines))))

    few, many = prepared(2, 1), prepared(20, 5)
    with django_assert_max_num_queries(25) as small:
        placement.place(**few)
    with django_assert_max_num_queries(25) as large:
        placement.place(**many)
    assert len(large) <= len(small)


def test_on_the_day_of_its_switch_to_a_plan_without_sale_a_shop_gets_no_order_though_no_task_has_run():
    vase, ring = ProductFactory(stock=1), ProductFactory()
    basket = basket_of(vase, ring)
    listing = PlanFactory(code="vitrine", kind=Plan.Kind.LISTING)
    day = timezone.localdate()
    for vendor, starts_on in ((vase.vendor, day), (ring.vendor, day + timedelta(days=1))):
        PlanChoice.objects.create(vendor=vendor, plan=listing, starts_on=starts_on, asked_at=timezone.now())
    assert vase.vendor.can_sell
    with pytest.raises(UnableToPlaceOrder, match=f"{vase.vendor.name} ne prend pas de commande"):
        placement.place(**submission(basket))
    assert (stock(vase), Order.objects.count()) == (1, 0)


def test_asking_which_shops_sell_costs_one_query_however_many_there_are(django_assert_num_queries):
    vendors = [VendorFactory() for _ in range(5)]
    with django_assert_num_queries(1):
        assert without_sale(vendors, timezone.localdate()) == []
