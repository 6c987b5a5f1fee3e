import pytest

from demo.load_changes import SAID, load_changes
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


def test_a_piece_of_the_first_workshop_has_a_history_once():
    vendor = VendorFactory(member=UserFactory())
    piece = ProductFactory(vendor=vendor, description="Grès.")
    for _ in range(2):
        load_changes(vendor)
    assert [list(change.changes) for change in piece.changes.order_by("pk")] == [
        ["Description"],
        ["Préparation, en jours ouvrés"],
    ]
    piece.refresh_from_db()
    assert piece.description == f"Grès. {SAID}"
