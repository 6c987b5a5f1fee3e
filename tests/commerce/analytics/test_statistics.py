"""A period beside the one before: looks, baskets, sales, pieces, returns."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.analytics.models import ProductDay
from commerce.analytics.periods import LENGTHS, Period, asked_period
from commerce.analytics.pieces import pieces_of
from commerce.analytics.statistics import Figures, statistics_of
from commerce.catalogue.models import Product
from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.catalogue.shelves import ring_in_sizes
from tests.factories import ProductFactory, VendorFactory

TODAY = date(2026, 11, 29)
MONTH = Period(TODAY, 28)


def sold(*products, moment):
    order = placed(*products)
    lifecycle.confirm(order, now=MONDAY)
    VendorOrder.objects.filter(order=order).update(confirmed_at=moment)
    return order


def seen(product, day, views=0, baskets=0):
    ProductDay.objects.create(product=product, vendor=product.vendor, day=day, views=views, baskets=baskets)


@pytest.fixture
def vendor(db):
    return VendorFactory()


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from(list(LENGTHS)))
def test_steps_cover_their_period_once_and_periods_touch(last, days):
    period = Period(last, days)
    covered = [
        start + timedelta(days=number) for start, end in period.steps for number in range((end - start).days + 1)
    ]
    assert covered == [period.first + timedelta(days=number) for number in range(days)]
    assert period.before.last == period.first - timedelta(days=1)
    assert period.first.weekday() == period.before.first.weekday()
    assert len(period.steps) == len(period.before.steps)


@pytest.mark.parametrize("text", ["", "29", "-7", "7.0", "\x00", "9" * 400, "²"])
def test_anything_odd_asks_for_the_usual_period(text):
    assert asked_period(text, TODAY) == MONTH


def test_looks_and_sales_stand_on_their_days_of_paris_beside_those_before(vendor, django_assert_num_queries):
    bowl = ProductFactory(vendor=vendor)
    seen(bowl, TODAY, views=30, baskets=4)
    seen(bowl, MONTH.first - timedelta(days=1), views=7)
    seen(bowl, MONTH.before.first - timedelta(days=1), views=1000)
    seen(ProductFactory(), TODAY, views=1000)
    sold(bowl, moment=datetime(2026, 11, 29, 22, 59, tzinfo=UTC))
    sold(bowl, moment=datetime(2026, 11, 29, 23, 0, tzinfo=UTC))
    sold(bowl, moment=datetime(2026, 11, 1, 22, 59, tzinfo=UTC))
    with django_assert_num_queries(2):
        statistics = statistics_of(vendor, MONTH)
    part = VendorOrder.objects.first()
    assert statistics.total == Figures(views=30, baskets=4, orders=1, cents=part.total_cents)
    assert statistics.before == Figures(views=7, orders=1, cents=part.total_cents)
    assert statistics.steps[-1].figures == statistics.total
    assert statistics.total.conversion == Decimal("3.3")
    assert Figures().conversion is None


def test_what_was_called_off_is_no_sale(vendor):
    bowl = ProductFactory(vendor=vendor)
    sold(bowl, moment=MONDAY)
    VendorOrder.objects.update(cancelled_at=MONDAY)
    assert statistics_of(vendor, Period(MONDAY.date(), 7)).total == Figures()
    assert pieces_of(vendor, Period(MONDAY.date(), 7), key="sold") == []


def test_variants_sell_for_their_piece_and_the_best_comes_first(vendor):
    ring = ring_in_sizes(("52", 3), ("54", 3), vendor=vendor)
    bowl = ProductFactory(vendor=vendor)
    other = ProductFactory(vendor=vendor)
    sold(*ring.children.all(), bowl, moment=MONDAY)
    seen(ring, MONDAY.date(), views=10, baskets=2)
    seen(other, MONDAY.date(), views=50)
    week = Period(MONDAY.date(), 7)
    best = pieces_of(vendor, week, key="sold", limit=10)
    assert [(piece.product, piece.sold, piece.orders, piece.views) for piece in best] == [
        (ring, 2, 1, 10),
        (bowl, 1, 1, 0),
    ]
    assert best[0].cents == 24_000
    assert best[0].conversion == Decimal("10.0")
    assert pieces_of(vendor, week, key="views", limit=1)[0].product == other
    assert len(pieces_of(vendor, week, key="views")) == 3


def test_ten_thousand_pieces_cost_no_more_queries_than_one(vendor, django_assert_num_queries):
    model = ProductFactory(vendor=vendor)
    seen(model, TODAY, views=5)
    fields = {"vendor": vendor, "product_class": model.product_class, "structure": Product.STANDALONE}
    products = Product.objects.bulk_create(Product(title=f"Bol {n}", slug=f"bol-{n}", **fields) for n in range(10_000))
    ProductDay.objects.bulk_create(
        ProductDay(product=product, vendor=vendor, day=TODAY, views=number % 90 + 1)
        for number, product in enumerate(products)
    )
    with django_assert_num_queries(2):
        assert statistics_of(vendor, MONTH).total.views > 10_000
    with django_assert_num_queries(3):
        assert len(pieces_of(vendor, MONTH, key="views", limit=10)) == 10
    with django_assert_num_queries(3):
        assert len(pieces_of(vendor, MONTH, key="cents")) == 10_001
