import pytest
from django.db import IntegrityError, connection, transaction

from commerce.catalogue import preparing
from commerce.ledger.models import WrittenForGood
from commerce.order import lifecycle
from commerce.partner.models import StockRecord
from commerce.stock import append_only, rule
from commerce.stock.causes import Cause
from commerce.stock.models import Movement
from simulation.invariants import stock_is_the_sum_of_its_journal
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


def record_of(product):
    return StockRecord.objects.get(product=product)


def rows(record):
    """Cause, change of stock, change of what is reserved, oldest first."""
    return list(record.movements.order_by("pk").values_list("cause", "stock_change", "reserved_change"))


def is_explained():
    return stock_is_the_sum_of_its_journal(MONDAY)


def test_a_new_article_opens_its_journal_with_what_it_holds():
    assert rows(record_of(ProductFactory(stock=5))) == [(Cause.OPENING, 5, 0)]
    assert rows(record_of(ProductFactory(stock=0))) == []
    assert is_explained()


def test_a_sale_reserves_and_sending_it_takes_it_off_the_shelf():
    product = ProductFactory(stock=5)
    order = placed(product, product)
    lifecycle.confirm(order, now=MONDAY)
    part = order.vendor_orders.get()
    lifecycle.ship(part, now=MONDAY)
    record = record_of(product)
    assert rows(record) == [(Cause.OPENING, 5, 0), (Cause.SALE, 0, 2), (Cause.SENT, -2, -2)]
    assert list(record.movements.values_list("reference", flat=True)) == [part.number, order.number, ""]
    assert (record.num_in_stock, record.num_allocated) == (3, 0)
    assert is_explained()


def test_an_order_that_is_never_paid_gives_back_what_it_reserved_once():
    product = ProductFactory(stock=5)
    order = placed(product)
    lifecycle.cancel_unpaid(order, now=MONDAY)
    lifecycle.cancel_unpaid(order, now=MONDAY)
    assert rows(record_of(product))[1:] == [(Cause.SALE, 0, 1), (Cause.CANCELLED, 0, -1)]
    assert is_explained()


def test_a_draft_counts_what_was_typed_by_whom():
    vendor, person = VendorFactory(), UserFactory()
    record = preparing.prepare(vendor, "a" * 32, title="Bol", stock=3, actor=person)
    preparing.amend(record, stock=2, actor=person)
    assert rows(record) == [(Cause.TYPED, 3, 0), (Cause.TYPED, -1, 0)]
    assert {move.actor for move in record.movements.all()} == {person}
    preparing.discard(record)
    assert Movement.objects.filter(vendor=vendor).count() == 2


def test_a_record_that_is_saved_again_never_brings_an_old_figure_back():
    stale = record_of(ProductFactory(stock=5))
    rule.restock(stale, shown=5, typed=9)
    stale.price = 12
    stale.save()
    stale.refresh_from_db()
    assert (stale.num_in_stock, stale.price) == (9, 12)


@pytest.mark.parametrize("name", ["allocate", "consume_allocation", "cancel_allocation"])
def test_oscars_own_ways_to_change_stock_refuse(name):
    with pytest.raises(NotImplementedError):
        getattr(record_of(ProductFactory()), name)(1)


def test_nobody_changes_or_deletes_a_row():
    row = record_of(ProductFactory()).movements.get()
    for attempt in (row.save, row.delete, Movement.objects.all().delete, lambda: Movement.objects.update(key="x")):
        with pytest.raises(WrittenForGood):
            attempt()


@pytest.mark.parametrize("sql", ["UPDATE stock_movement SET stock_change = 9", "DELETE FROM stock_movement"])
def test_nor_does_the_database_let_anybody(sql):
    ProductFactory()
    with transaction.atomic():
        append_only.install(connection)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        transaction.set_rollback(True)


def test_a_figure_without_its_movement_is_seen():
    record = record_of(ProductFactory(stock=5))
    StockRecord.objects.filter(pk=record.pk).update(num_in_stock=6)
    assert not is_explained()
