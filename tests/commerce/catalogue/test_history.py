from decimal import Decimal

import pytest

from commerce.catalogue import preparing
from commerce.catalogue.duplicating import duplicate
from commerce.catalogue.history import history_of
from commerce.partner.shelf import update_article
from tests.commerce.catalogue.shelves import category
from tests.commerce.catalogue.typology import asking, textile
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db

KEY = "e" * 32


def scarf(actor=None):
    return preparing.prepare(
        VendorFactory(),
        KEY,
        actor=actor,
        title="Écharpe",
        category=asking(category("Écharpes"), textile()),
        description="Douce.",
        price=Decimal(60),
        stock=3,
        answers={"fibres": "100 % laine"},
    )


def test_each_change_is_remembered_with_its_author_before_and_after():
    hand = UserFactory()
    record = scarf()
    update_article(record, actor=hand, shown_stock=3, stock=3, price=Decimal(72), low_stock_threshold=None)
    preparing.describe(record.product, actor=hand, title="Étole", answers={"fibres": "100 % soie"})
    text, price, first = history_of(record.product)
    assert text.changes == {"Nom": ["Écharpe", "Étole"], "Fibres": ["100 % laine", "100 % soie"]}
    assert (text.by, price.by, first.by) == (hand, hand, None)
    assert {name: [" ".join(each.split()) for each in texts] for name, texts in price.changes.items()} == {
        "Prix": ["60,00 €", "72,00 €"]
    }
    assert first.changes["Nom"] == ["", "Écharpe"]


def test_a_form_that_changes_nothing_leaves_no_trace():
    record = scarf()
    preparing.describe(record.product, title="Écharpe", answers={"fibres": "100 % laine"})
    assert len(history_of(record.product)) == 1


def test_a_copy_says_the_same_and_is_a_draft_without_pictures():
    record = scarf()
    copy = duplicate(record, "f" * 32)
    assert duplicate(record, "f" * 32).pk == copy.pk
    product = copy.product
    assert (product.title, product.is_public, product.images.count()) == ("Écharpe", False, 0)
    assert (copy.price, copy.num_in_stock) == (Decimal(60), 1)
    assert product.attribute_values.get().value == "100 % laine"
    assert record.partner.products.count() == 2
