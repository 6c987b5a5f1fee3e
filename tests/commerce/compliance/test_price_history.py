from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from commerce.compliance import price_history
from commerce.compliance.models import PriceChange
from commerce.partner.models import StockRecord
from commerce.partner.shelf import reprice
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def written(record):
    return list(PriceChange.objects.filter(stockrecord=record).order_by("pk").values_list("price", flat=True))


def by_form(record):
    reprice(record, Decimal("30.00"))


def by_save(record):
    record.price = Decimal("30.00")
    record.save()


def in_bulk(record):
    record.price = Decimal("30.00")
    StockRecord.objects.bulk_update([record], ["price"])


def by_arithmetic(record):
    record.product.stockrecords.update(price=F("price") - 10)


def by_hand(record):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partner_stockrecord SET price = 30 WHERE id = %s", [record.pk])


@pytest.mark.parametrize("door", [by_form, by_save, in_bulk, by_arithmetic, by_hand])
def test_a_price_is_written_down_through_whatever_door_it_changes(door):
    record = ProductFactory(price=Decimal("40.00")).stockrecords.get()
    door(record)
    assert written(record) == [Decimal("40.00"), Decimal("30.00")]


def test_pieces_that_are_imported_together_are_written_down_each():
    products = [ProductFactory(price=None) for _ in range(3)]
    StockRecord.objects.all().delete()
    records = [
        StockRecord(product=each, partner=each.vendor, partner_sku=f"i{each.pk}", price=Decimal(20 + place))
        for place, each in enumerate(products)
    ]
    StockRecord.objects.bulk_create(records)
    assert list(PriceChange.objects.order_by("pk").values_list("price", flat=True)) == [20, 21, 22]


def test_a_sale_or_the_same_price_again_writes_nothing():
    record = ProductFactory(price=Decimal("40.00")).stockrecords.get()
    StockRecord.objects.filter(pk=record.pk).update(num_allocated=1, price=Decimal("40.00"))
    assert written(record) == [Decimal("40.00")]


def test_a_draft_has_no_price_until_it_is_seen_nor_when_it_is_hidden_again():
    product = ProductFactory(price=Decimal("40.00"), is_public=False)
    record = product.stockrecords.get()
    reprice(record, Decimal("35.00"))
    assert written(record) == []
    for is_public in (True, False):
        product.is_public = is_public
        product.save()
    assert written(record) == [Decimal("35.00"), None]


def test_a_variant_is_seen_with_its_parent():
    parent = ProductFactory(structure="parent", is_public=False)
    child = ProductFactory(structure="child", parent=parent, vendor=parent.vendor, product_class=None)
    record = child.stockrecords.get()
    assert written(record) == []
    type(parent).objects.filter(pk=parent.pk).update(is_public=True)
    assert written(record) == [Decimal("40.00")]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_what_is_written(change):
    price_history.guard(connection)
    ProductFactory()
    rows = PriceChange.objects.all()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(price=1) if change == "update" else rows.delete()


def test_the_watch_is_set_again_after_every_migration():
    price_history.unwatch()
    price_history.watch()
    price_history.watch()
    assert written(ProductFactory().stockrecords.get()) == [Decimal("40.00")]
