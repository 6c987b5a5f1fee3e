from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from commerce.communication.models import Mail
from commerce.order import lifecycle
from commerce.order.exceptions import StepNotAllowed, WrongCollectionCode
from commerce.order.models import VendorOrder
from commerce.order.status import OrderStatus, VendorOrderStatus
from commerce.partner.models import StockRecord
from commerce.plans.models import PlanTerms
from tests.commerce.baskets import MONDAY, placed
from tests.factories import PlanFactory, ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    order = placed(ProductFactory(stock=5), ProductFactory(stock=5), kinds=("home", "collect"))
    lifecycle.confirm(order, now=MONDAY)
    return order


def parts(order):
    return list(VendorOrder.objects.filter(order=order))


def test_a_confirmed_order_freezes_the_terms_of_its_day():
    plan = PlanFactory(terms__commission_rate=Decimal(10))
    PlanTerms.objects.create(plan=plan, starts_on=date(2026, 11, 24), commission_rate=Decimal(15))
    order = placed(ProductFactory(vendor=VendorFactory(plan=plan)))
    lifecycle.confirm(order, now=MONDAY)
    assert parts(order)[0].commission_rate == 10
    later = placed(ProductFactory(vendor=VendorFactory(plan=plan)))
    lifecycle.confirm(later, now=MONDAY + timedelta(days=1))
    assert parts(later)[0].commission_rate == 15


def test_the_day_of_the_terms_is_counted_in_paris():
    plan = PlanFactory(terms__commission_rate=Decimal(10))
    PlanTerms.objects.create(plan=plan, starts_on=date(2026, 11, 24), commission_rate=Decimal(15))
    order = placed(ProductFactory(vendor=VendorFactory(plan=plan)))
    lifecycle.confirm(order, now=datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    assert parts(order)[0].commission_rate == 15


def test_confirming_twice_confirms_once_and_writes_one_mail_per_person(order):
    assert not lifecycle.confirm(order, now=MONDAY + timedelta(hours=1))
    assert {part.confirmed_at for part in parts(order)} == {MONDAY}
    assert sorted(Mail.objects.values_list("event", flat=True)) == [
        "order_confirmed",
        "vendor_order_received",
        "vendor_order_received",
    ]


def test_a_paid_order_can_not_be_cancelled_as_unpaid(order):
    assert not lifecycle.cancel_unpaid(order)
    assert order.status == OrderStatus.CONFIRMED


def test_a_cancelled_order_can_not_be_confirmed():
    order = placed(ProductFactory())
    lifecycle.cancel_unpaid(order, now=MONDAY)
    with pytest.raises(StepNotAllowed):
        lifecycle.confirm(order, now=MONDAY)


def test_shipping_takes_the_goods_off_the_shelf_once(order):
    part = parts(order)[0]
    for _twice in range(2):
        lifecycle.ship(part, tracking_number="MR 5523", now=MONDAY)
    record = StockRecord.objects.get(product=part.lines.get().product)
    assert (record.num_in_stock, record.num_allocated) == (4, 0)
    assert Mail.objects.filter(event="vendor_order_shipped").count() == 1


def test_one_vendor_ships_without_touching_the_other_part(order):
    first, second = parts(order)
    lifecycle.ship(first, now=MONDAY)
    second.refresh_from_db()
    assert second.status == VendorOrderStatus.CONFIRMED
    assert type(order).objects.get().status == OrderStatus.PARTLY_SHIPPED


def test_goods_to_collect_are_handed_over_against_the_buyers_code(order):
    part = parts(order)[1]
    with pytest.raises(WrongCollectionCode):
        lifecycle.collect(part, code="FAUX", now=MONDAY)
    part.refresh_from_db()
    assert part.status == VendorOrderStatus.CONFIRMED
    lifecycle.collect(part, code=f" {part.collection_code.lower()} ", now=MONDAY)
    part.refresh_from_db()
    assert (part.status, part.receipt_basis) == (VendorOrderStatus.RECEIVED, VendorOrder.Receipt.CODE)


def test_a_buyer_who_comes_unannounced_is_not_told_that_the_goods_are_ready(order):
    part = parts(order)[1]
    lifecycle.collect(part, code=part.collection_code, now=MONDAY)
    assert not Mail.objects.filter(event="vendor_order_ready").exists()
    record = StockRecord.objects.get(product=part.lines.get().product)
    assert (record.num_in_stock, record.num_allocated) == (4, 0)


def test_a_parcel_is_never_handed_over_by_an_empty_code(order):
    with pytest.raises(StepNotAllowed):
        lifecycle.collect(parts(order)[0], code="", now=MONDAY)


def test_goods_to_collect_can_not_be_shipped_nor_a_parcel_made_ready(order):
    parcel, collection = parts(order)
    with pytest.raises(StepNotAllowed):
        lifecycle.ship(collection, now=MONDAY)
    with pytest.raises(StepNotAllowed):
        lifecycle.make_ready(parcel, now=MONDAY)


def test_a_parcel_without_news_counts_as_received_the_day_after_it_was_expected(order):
    part = parts(order)[0]
    lifecycle.ship(part, now=MONDAY)
    assert lifecycle.presume_receipts(now=MONDAY + timedelta(days=2)) == 0
    assert lifecycle.presume_receipts(now=MONDAY + timedelta(days=3)) == 1
    part.refresh_from_db()
    assert part.receipt_basis == VendorOrder.Receipt.PRESUMED


def test_no_part_that_was_not_shipped_is_ever_presumed_received(order):
    assert lifecycle.presume_receipts(now=MONDAY + timedelta(days=60)) == 0


def test_unpaid_orders_are_nobodys_work():
    vendor = VendorFactory()
    placed(ProductFactory(vendor=vendor), user=UserFactory())
    assert not VendorOrder.objects.of_vendor(vendor).exists()
