from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce.catalogue.cards import product_cards
from commerce.catalogue.listing import Order, Wish, listing
from commerce.catalogue.models import Product
from commerce.catalogue.sheet import product_sheet
from commerce.compliance.models import PriceChange
from commerce.partner.models import StockRecord
from commerce.partner.strategy import MarketplaceStrategy
from commerce.promotions.prices import best_price, promotion_of, selling_cents
from tests.commerce.baskets import basket_of, reloaded
from tests.factories import ProductFactory, PromotionFactory, VendorFactory

pytestmark = pytest.mark.django_db


def for_months(product, price=None):
    """The product, for sale at its price since long before any promotion of these tests."""
    for record in StockRecord.objects.filter(product=product):
        since = timezone.now() - timedelta(days=90)
        PriceChange.objects.create(stockrecord=record, price=price or record.price, since=since)
    return product


def sold_at(product, now=None):
    return selling_cents(product.stockrecords.get(), now or timezone.now())


def test_a_promotion_applies_and_ends_to_the_second():
    product, now = ProductFactory(), timezone.now()
    PromotionFactory(vendor=product.vendor, percent=25, starts_at=now, ends_at=now + timedelta(hours=1))
    second = timedelta(seconds=1)
    moments = [now - second, now, now + timedelta(hours=1) - second, now + timedelta(hours=1)]
    assert [sold_at(product, moment) for moment in moments] == [4000, 3000, 3000, 4000]


def test_of_promotions_that_meet_the_best_single_price_wins():
    product = ProductFactory()
    PromotionFactory(vendor=product.vendor, percent=10)
    best = PromotionFactory(vendor=product.vendor, percent=None, amount_cents=500)
    assert sold_at(product) == 3500
    assert promotion_of(product.stockrecords.get(), timezone.now()).promotion_id == best.pk


def test_a_promotion_reaches_its_shop_and_no_other():
    other = ProductFactory()
    PromotionFactory(percent=50)
    assert sold_at(other) == 4000


def test_a_promotion_on_chosen_pieces_reaches_their_variants_and_nothing_else():
    vendor = VendorFactory()
    parent, other = ProductFactory(structure="parent", vendor=vendor), ProductFactory(vendor=vendor)
    child = ProductFactory(structure="child", parent=parent, vendor=vendor, product_class=None)
    PromotionFactory(vendor=vendor, percent=50, scope="chosen").reaches.create(
        product=parent, since=timezone.now() - timedelta(days=1)
    )
    assert (sold_at(child), sold_at(other)) == (2000, 4000)


def test_an_amount_never_makes_a_piece_free():
    product = ProductFactory(price=Decimal("5.00"))
    PromotionFactory(vendor=product.vendor, percent=None, amount_cents=500)
    assert sold_at(product) == 500


@settings(max_examples=25)
@given(st.integers(1, 9_999_999), st.integers(1, 99))
def test_the_database_computes_the_cents_that_python_does(cents, percent):
    product = ProductFactory(price=Decimal(cents) / 100)
    promotion = PromotionFactory(vendor=product.vendor, percent=percent)
    expected = best_price(cents, promotion.lowered(cents))
    assert sold_at(product) == expected
    found = Product.objects.filter(pk=product.pk).with_lowest_price().values_list("lowest_cents", flat=True)
    assert list(found) == [expected]


def test_every_page_shows_the_price_of_the_promotion():
    product = for_months(ProductFactory())
    PromotionFactory(vendor=product.vendor, percent=20)
    (card,) = product_cards(Product.objects.filter(pk=product.pk))
    sheet = product_sheet(product.pk, now=timezone.now())
    assert (card.price, card.price_before) == (Decimal("32.00"), Decimal("40.00"))
    assert (sheet.stock.lowest_price, sheet.stock.price_before, sheet.stock.saved_percent) == (32, 40, 20)
    assert MarketplaceStrategy().fetch_for_product(product).price.incl_tax == 32
    assert reloaded(basket_of((product, 2))).total_incl_tax == 64


def test_a_piece_without_a_past_is_cheaper_and_crosses_nothing_out():
    product = ProductFactory()
    PromotionFactory(vendor=product.vendor, percent=20)
    (card,) = product_cards(Product.objects.filter(pk=product.pk))
    assert (card.price, card.price_before) == (32, None)


def test_lists_are_sorted_and_narrowed_by_the_price_of_the_promotion():
    vendor = VendorFactory()
    dear, cheap = ProductFactory(vendor=vendor, price=Decimal(50)), ProductFactory(vendor=vendor, price=Decimal(30))
    promotion = PromotionFactory(vendor=vendor, percent=50, scope="chosen")
    promotion.reaches.create(product=dear, since=promotion.starts_at)
    cards = listing(Product.objects.in_listings(), Wish(order=Order.CHEAPEST), 1).cards
    assert [card.title for card in cards] == [dear.title, cheap.title]
    narrow = listing(Product.objects.in_listings(), Wish(price_max=Decimal(25)), 1).cards
    assert [card.title for card in narrow] == [dear.title]


def queries_of(action):
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def test_a_list_costs_two_queries_more_where_something_is_lowered_however_many_are():
    vendor = VendorFactory()
    for _ in range(2):
        for_months(ProductFactory(vendor=vendor))

    def show():
        return list(product_cards(Product.objects.in_listings()))

    assert queries_of(show) == 3
    PromotionFactory(vendor=vendor, percent=20)
    assert queries_of(show) == 5
    for _ in range(10):
        for_months(ProductFactory(vendor=vendor))
    assert queries_of(show) == 5


def test_a_basket_asks_no_more_for_its_promotions():
    products = [ProductFactory() for _ in range(3)]
    basket = basket_of(*products)

    def total():
        return reloaded(basket).total_incl_tax

    before = queries_of(total)
    for product in products:
        PromotionFactory(vendor=product.vendor, percent=20)
    assert queries_of(total) == before
    assert total() == 96


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize("begin", [datetime(2026, 10, 25, 1, tzinfo=PARIS), datetime(2026, 3, 29, 1, tzinfo=PARIS)])
def test_the_night_of_the_change_of_clocks_is_as_long_as_it_is(begin):
    product, end = ProductFactory(), begin.replace(hour=4)
    PromotionFactory(vendor=product.vendor, percent=25, starts_at=begin, ends_at=end)
    second = timedelta(seconds=1)
    prices = [sold_at(product, moment) for moment in (begin - second, begin, end - second, end)]
    assert prices == [4000, 3000, 3000, 4000]
