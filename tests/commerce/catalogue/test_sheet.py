from datetime import UTC, date, datetime

import pytest

from commerce.catalogue.models import Product
from commerce.catalogue.sheet import product_sheet
from commerce.partner.models import Partner
from tests.commerce.catalogue.shelves import category, put, ring_in_sizes, with_attribute
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def sheet_of(product):
    return product_sheet(product.pk, now=MONDAY)


def test_a_sheet_promises_each_way_of_delivery_with_price_and_day():
    vendor = VendorFactory(preparation_days=2)
    promises = {promise.kind: promise for promise in sheet_of(ProductFactory(vendor=vendor)).deliveries}
    assert promises["collect"].promised_on == date(2026, 11, 25)
    assert promises["home"].promised_on == date(2026, 11, 27)
    assert (promises["collect"].charge_cents, promises["home"].charge_cents) == (0, 690)


def test_a_product_that_takes_longer_is_promised_later():
    product = ProductFactory(preparation_days=10)
    collect = next(promise for promise in sheet_of(product).deliveries if promise.kind == "collect")
    assert collect.promised_on == date(2026, 12, 7)


def test_a_sheet_offers_variants_in_words_with_what_is_left_of_each():
    ring = ring_in_sizes(("52", 0), ("54", 2), vendor=VendorFactory())
    variants = sheet_of(ring).variants
    assert [(variant.label, variant.available) for variant in variants] == [("52", 0), ("54", 2)]
    assert sheet_of(ring).can_be_bought


def test_the_sheet_of_a_variant_is_that_of_its_parent():
    ring = ring_in_sizes(("52", 1), vendor=VendorFactory())
    assert sheet_of(ring.children.get()).product == ring


def test_a_sold_out_product_shows_but_can_not_be_bought():
    sheet = sheet_of(ProductFactory(stock=0))
    assert not sheet.can_be_bought
    assert sheet.stock_note["label"] == "Épuisé"


@pytest.mark.parametrize("hidden", [{"is_public": False}, {"vendor__status": Partner.Status.CLOSED}])
def test_what_is_not_on_display_has_no_sheet(hidden):
    with pytest.raises(Product.DoesNotExist):
        sheet_of(ProductFactory(**hidden))


def test_a_variant_of_an_offline_parent_has_no_sheet():
    ring = ring_in_sizes(("52", 1), vendor=VendorFactory())
    Product.objects.filter(pk=ring.pk).update(is_public=False)
    with pytest.raises(Product.DoesNotExist):
        sheet_of(ring.children.get())


def test_a_sheet_tells_attributes_in_order_and_the_deepest_way_here():
    home = category("Maison")
    product = put(ProductFactory(), home, category("Bols", parent=home))
    with_attribute(with_attribute(product, "Matière", "Grès"), "Hauteur", "31 cm")
    sheet = sheet_of(product)
    assert sheet.attributes == [("Matière", "Grès"), ("Hauteur", "31 cm")]
    assert [branch.name for branch in sheet.lineage] == ["Maison", "Bols"]


def test_a_sheet_shows_other_pieces_of_the_same_workshop_only():
    vendor = VendorFactory()
    product, other = ProductFactory(vendor=vendor), ProductFactory(vendor=vendor, title="Autre bol")
    ProductFactory(vendor=vendor, is_public=False)
    ProductFactory()
    assert [card.title for card in sheet_of(product).siblings] == [other.title]
