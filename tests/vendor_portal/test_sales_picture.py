from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.order.sales import DayOfSales, MonthOfSales, sales_of_month
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, VendorFactory
from vendor_portal.charts import BASE, WIDTH, month_chart


def sold(vendor, moment, product=None):
    order = placed(product or ProductFactory(vendor=vendor))
    lifecycle.confirm(order, now=MONDAY)
    VendorOrder.objects.filter(order=order).update(confirmed_at=moment)
    return order.vendor_orders.get(vendor=vendor)


@pytest.mark.django_db
def test_sales_are_what_buyers_paid_on_the_days_of_paris(django_assert_num_queries):
    vendor = VendorFactory()
    sold(vendor, datetime(2026, 10, 31, 22, 59, tzinfo=UTC))
    sold(vendor, datetime(2026, 10, 31, 23, 0, tzinfo=UTC))
    sold(vendor, datetime(2026, 11, 30, 22, 59, tzinfo=UTC))
    sold(vendor, datetime(2026, 11, 30, 23, 0, tzinfo=UTC))
    sold(VendorFactory(), datetime(2026, 11, 12, tzinfo=UTC))
    with django_assert_num_queries(1):
        sales = sales_of_month(vendor, date(2026, 11, 1))
    assert [(day.day.day, day.cents, day.orders) for day in sales.days if day.orders] == [(1, 4690, 1), (30, 4690, 1)]
    assert (sales.total_cents, sales.orders, sales.before_total_cents) == (9380, 2, 4690)


@pytest.mark.django_db
def test_what_was_called_off_is_no_sale():
    vendor = VendorFactory()
    part = sold(vendor, MONDAY)
    VendorOrder.objects.filter(pk=part.pk).update(cancelled_at=MONDAY)
    assert sales_of_month(vendor, date(2026, 11, 1)).total_cents == 0


@pytest.mark.django_db
def test_a_short_month_before_ends_its_line_where_it_ended():
    march = sales_of_month(VendorFactory(), date(2026, 3, 1))
    assert [day.before_cents for day in march.days].count(None) == 3
    assert march.previous == date(2026, 2, 1)


amounts = st.integers(min_value=0, max_value=10**9)


@given(st.lists(st.tuples(amounts, st.none() | amounts), min_size=28, max_size=31))
def test_whatever_is_sold_the_picture_stays_on_its_paper(figures):
    days = [DayOfSales(date(2026, 1, n), cents, bool(cents), before) for n, (cents, before) in enumerate(figures, 1)]
    chart = month_chart(MonthOfSales(date(2026, 1, 1), days, sum(before or 0 for _cents, before in figures)))
    assert len(chart.bars) == sum(bool(cents) for cents, _before in figures)
    for bar in chart.bars:
        assert 0 <= float(bar.x) <= float(bar.x) + bar.width <= WIDTH
        assert 0 <= float(bar.y) < BASE
    for point in chart.line.split():
        x, y = map(float, point.split(","))
        assert 0 <= x <= WIDTH
        assert 0 <= y <= BASE
