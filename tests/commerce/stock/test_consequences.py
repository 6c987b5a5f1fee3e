"""What follows from a change of stock: mails at the threshold, sold-out pieces that leave and come back."""

import pytest

from commerce.catalogue.models import Category, Product
from commerce.communication.models import Mail
from commerce.order import lifecycle
from commerce.partner.models import StockRecord
from commerce.partner.shelf import ShelfState, put_online, shelf_counts
from commerce.stock import market, rule
from commerce.stock.causes import Cause
from simulation.invariants import stock_is_the_sum_of_its_journal
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db


def alarms():
    return Mail.objects.filter(event="low_stock")


def record_of(product):
    return StockRecord.objects.select_related("product__parent", "partner").get(product=product)


@pytest.fixture
def tidy():
    """A shop that takes what is sold out offline."""
    return VendorFactory(sold_out_goes_offline=True)


def is_online(product):
    product.refresh_from_db()
    return product.is_public


def test_each_crossing_of_the_shops_threshold_is_told_once():
    product = ProductFactory(vendor=VendorFactory(low_stock_default=2), stock=4)
    placed(product)
    assert not alarms()
    placed(product)
    placed(product)
    assert [mail.subject for mail in alarms()] == [f"«\u00a0{product.title}\u00a0»\u00a0: il n’en reste que 2"]
    record = record_of(product)
    rule.restock(record, shown=4, typed=9)
    market.sell(record, key="a" * 32)
    assert alarms().count() == 1
    for number in range(3):
        market.sell(record, key=f"{number:032x}")
    assert alarms().count() == 2


@pytest.mark.parametrize(("own", "told"), [(None, 1), (0, 0), (5, 1), (1, 0)])
def test_a_piece_may_have_a_threshold_of_its_own(own, told):
    product = ProductFactory(vendor=VendorFactory(low_stock_default=3), stock=6)
    StockRecord.objects.filter(product=product).update(low_stock_threshold=own)
    placed(product, product, product)
    assert alarms().count() == told
    assert shelf_counts(product.vendor)[ShelfState.LOW] == told


@pytest.mark.parametrize(("own", "told"), [(None, 0), (2, 1)])
def test_the_shops_threshold_is_not_meant_for_one_of_a_kind(own, told):
    product = ProductFactory(vendor=VendorFactory(low_stock_default=5), stock=3, making="unique")
    StockRecord.objects.filter(product=product).update(low_stock_threshold=own)
    placed(product)
    assert alarms().count() == told
    assert shelf_counts(product.vendor)[ShelfState.LOW] == told


def test_what_the_vendor_types_is_no_news_to_the_vendor():
    record = record_of(ProductFactory(vendor=VendorFactory(low_stock_default=3), stock=6))
    rule.restock(record, shown=6, typed=1)
    assert not alarms()


def test_a_sold_out_piece_leaves_the_shop_and_comes_back_when_its_order_comes_to_nothing(tidy):
    product = ProductFactory(vendor=tidy, stock=1)
    complete(product)
    order = placed(product)
    assert not is_online(product)
    lifecycle.cancel_unpaid(order, now=MONDAY)
    assert is_online(product)
    causes = list(record_of(product).movements.order_by("pk").values_list("cause", flat=True))
    assert causes[1:] == [Cause.SALE, Cause.SOLD_OUT_OFFLINE, Cause.CANCELLED, Cause.BACK_ONLINE]
    assert stock_is_the_sum_of_its_journal(MONDAY)


def complete(product):
    """Give the piece all that being shown takes."""
    Product.objects.filter(pk=product.pk).update(description="Grès")
    product.categories.add(Category.add_root(name="Bols"))
    product.images.create(original="bol.webp", caption="Bol", width=900, height=1125)


@pytest.mark.parametrize(("shop", "own", "stays"), [(False, None, True), (True, False, True), (False, True, False)])
def test_a_piece_may_say_otherwise_than_its_shop(shop, own, stays):
    product = ProductFactory(vendor=VendorFactory(sold_out_goes_offline=shop), stock=1)
    StockRecord.objects.filter(product=product).update(sold_out_goes_offline=own)
    placed(product)
    assert is_online(product) == stays


def test_a_piece_with_variants_leaves_with_its_last_one(tidy):
    parent = ProductFactory(vendor=tidy, structure="parent")
    small, large = (ProductFactory(vendor=tidy, structure="child", parent=parent, stock=1) for _ in range(2))
    market.sell(record_of(small), key="a" * 32)
    assert is_online(parent)
    complete(parent)
    sold = market.sell(record_of(large), key="b" * 32)
    assert not is_online(parent)
    rule.restock(record_of(small), shown=0, typed=1)
    assert is_online(parent)
    market.undo(sold)
    put_online(record_of(large), False)
    rule.restock(record_of(small), shown=1, typed=2)
    assert not is_online(parent)


def test_what_the_vendor_took_offline_by_hand_stays_there(tidy):
    product = ProductFactory(vendor=tidy, stock=1)
    complete(product)
    record = record_of(product)
    sold = market.sell(record, key="a" * 32)
    market.undo(sold)
    assert is_online(product)
    put_online(record_of(product), False)
    rule.restock(record, shown=1, typed=3)
    assert not is_online(product)
