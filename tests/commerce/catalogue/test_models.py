import pytest

from commerce.catalogue.models import Product
from commerce.partner.models import Partner
from commerce.plans.models import Plan
from tests.commerce.catalogue.shelves import ring_in_sizes
from tests.factories import PlanFactory, ProductFactory, VendorFactory, on_holiday

pytestmark = pytest.mark.django_db


def listing_vendor():
    return VendorFactory(plan=PlanFactory(code="listing", kind=Plan.Kind.LISTING))


def test_what_is_offline_is_neither_seen_nor_sold():
    ProductFactory(is_public=False)
    assert not Product.objects.for_public_display().exists()
    assert not Product.objects.for_sale().exists()


@pytest.mark.parametrize("status", [status for status in Partner.Status if status != "open"])
def test_the_goods_of_a_shop_that_is_not_shown_are_neither_seen_nor_sold(status):
    ProductFactory(vendor__status=status)
    assert not Product.objects.for_public_display().exists()
    assert not Product.objects.for_sale().exists()


def test_the_goods_of_a_shop_on_holiday_are_seen_and_sold_only_where_it_takes_orders_meanwhile():
    shut, taking_orders = ProductFactory(), ProductFactory()
    on_holiday(shut.vendor, orders_paused=True)
    on_holiday(taking_orders.vendor, orders_paused=False)
    assert Product.objects.for_public_display().count() == 2
    assert list(Product.objects.for_sale()) == [taking_orders]


def test_the_goods_of_a_simple_listing_are_seen_but_not_sold():
    product = ProductFactory(vendor=listing_vendor())
    assert list(Product.objects.in_listings()) == [product]
    assert not Product.objects.for_sale().exists()


def test_what_is_sold_out_is_seen_but_not_sold():
    product = ProductFactory(stock=0)
    assert list(Product.objects.in_listings()) == [product]
    assert not Product.objects.for_sale().exists()


def test_what_is_allocated_to_orders_is_not_for_sale():
    product = ProductFactory(stock=2)
    product.stockrecords.update(num_allocated=2)
    assert not Product.objects.for_sale().exists()


def test_a_parent_is_for_sale_while_one_of_its_variants_is():
    vendor = VendorFactory()
    ring = ring_in_sizes(("52", 0), ("54", 1), vendor=vendor)
    ring_in_sizes(("52", 0), vendor=vendor)
    assert list(Product.objects.in_listings().for_sale()) == [ring]


def test_a_list_shows_a_parent_once_and_its_variants_never():
    ring = ring_in_sizes(("52", 1), ("54", 1), vendor=VendorFactory())
    assert list(Product.objects.in_listings()) == [ring]


def test_the_lowest_price_is_that_of_the_cheapest_variant():
    vendor = VendorFactory()
    ring = ring_in_sizes(("52", 1), ("54", 1), vendor=vendor, price=120)
    ring.children.first().stockrecords.update(price=99)
    bowl = ProductFactory(price=40, vendor=vendor)
    prices = dict(Product.objects.in_listings().with_lowest_price().values_list("pk", "lowest_cents"))
    assert prices == {ring.pk: 9900, bowl.pk: 4000}
