"""Several workers of the task cluster carry out the same import at the same moment: each row once. Needs row locks."""

import pytest
from django.utils import timezone

from commerce.importing import applying, work
from commerce.importing.models import Import
from commerce.partner.models import StockRecord
from commerce.search.matching import matching_products
from commerce.stock.causes import Cause
from commerce.stock.models import Movement
from tests.commerce.catalogue.shelves import category, put
from tests.commerce.importing.files import exported, gone_on, sent, table
from tests.commerce.settlement.test_concurrency import at_once
from tests.factories import ProductFactory, VendorFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _nobody_else_works(monkeypatch):
    monkeypatch.setattr(work, "go_on_soon", lambda import_id: None)
    monkeypatch.setattr(applying, "CHUNK", 3)


def agreed(an_import):
    work.agree(an_import, updates_stock=True, now=timezone.now())
    return an_import


def test_new_pieces_are_made_once_and_found():
    vendor = VendorFactory()
    read = agreed(sent(vendor, table("Nom;Stock;En ligne", *(f"Jatte {n};2;oui" for n in range(10)))))
    outcomes = at_once(lambda: gone_on(read).state)
    assert Import.State.DONE in outcomes
    assert gone_on(read).rows.filter(finished_at=None).count() == 0
    assert vendor.products.count() == StockRecord.objects.count() == 10
    assert Movement.objects.filter(vendor=vendor).count() == 10
    vendor.products.update(is_public=True)
    assert len(matching_products("jatte")) == 10


def test_stock_moves_and_texts_are_written_once():
    vendor, shelf = VendorFactory(), category("Bols")
    for _ in range(8):
        put(ProductFactory(vendor=vendor, stock=5, description="Grès."), shelf)
    read = agreed(sent(vendor, exported(vendor, Stock="9", Description="Grès blanc.")))
    at_once(lambda: gone_on(read))
    assert gone_on(read).state == Import.State.DONE
    assert list(StockRecord.objects.values_list("num_in_stock", flat=True)) == [9] * 8
    assert Movement.objects.filter(cause=Cause.IMPORT).count() == 8
    assert [product.changes.count() for product in vendor.products.all()] == [1] * 8
