import pytest
from django.utils import timezone

from commerce.importing.models import Import
from demo.load_import import KEPT, NEW, load_import
from tests.commerce.catalogue.shelves import category, put
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


def test_a_file_with_differences_and_errors_waits_once():
    vendor, shelf = VendorFactory(member=UserFactory()), category("Bols et tasses")
    for _ in range(KEPT + 1):
        put(ProductFactory(vendor=vendor), shelf)
    for _ in range(2):
        load_import(vendor, now=timezone.now())
    waiting = Import.objects.get()
    kinds = [row.kind for row in waiting.rows.all()]
    assert waiting.state == Import.State.READY
    assert [kinds.count(kind) for kind in ("changed", "wrong", "same", "new")] == [2, 2, KEPT - 4, len(NEW)]
    assert "Bols et tasses" in str(waiting.rows.get(number=5).errors)
