import pytest

from commerce.catalogue.models import Product
from commerce.partner.models import Partner
from commerce.search.matching import matching_products, matching_workshops
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db


def titles(query):
    ids = matching_products(query)
    found = Product.objects.in_bulk(ids)
    return [found[pk].title for pk in ids]


@pytest.mark.parametrize("query", ["bol bleuté", "BOLS BLEUTES", "bleuté bo", "bols"])
def test_a_shopper_finds_a_bowl_however_it_is_typed(query):
    ProductFactory(title="Bol bleuté")
    ProductFactory(title="Vase noir")
    assert titles(query) == ["Bol bleuté"]


def test_every_word_counts():
    ProductFactory(title="Bol bleu")
    assert titles("bol rouge") == []


def test_a_piece_is_found_by_its_maker_and_town():
    vendor = VendorFactory(name="Les Navettes", town="Aubusson")
    ProductFactory(title="Écharpe", vendor=vendor)
    assert titles("navette aubusson") == ["Écharpe"]


def test_words_in_the_title_come_before_words_in_the_description():
    ProductFactory(title="Grès émaillé")
    ProductFactory(title="Bol", description="Un bol en grès.")
    assert titles("grès") == ["Grès émaillé", "Bol"]


def test_among_equals_the_newest_comes_first():
    ProductFactory(title="Bol ancien")
    ProductFactory(title="Bol récent")
    assert titles("bol") == ["Bol récent", "Bol ancien"]


def test_an_offline_piece_and_a_variant_are_not_found():
    ProductFactory(title="Bol retiré", is_public=False)
    parent = ProductFactory(title="Bague", structure="parent")
    ProductFactory(title="Bague bol", structure="child", parent=parent, product_class=None)
    assert titles("bol") == []


def test_an_empty_query_finds_nothing():
    ProductFactory()
    assert titles("  ") == []
    assert matching_workshops(" ?") == []


def test_a_workshop_is_found_by_its_name_without_accents():
    vendor = VendorFactory(name="Émaux d’Hélène")
    VendorFactory(name="Émaux fermés", status=Partner.Status.CLOSED)
    assert matching_workshops("emaux") == [vendor]


@pytest.mark.parametrize("query", ['"', "a' OR 1=1", "bol AND NOT (", "*", "bol*", "é" * 500])
def test_signs_of_the_search_language_are_harmless(query):
    ProductFactory(title="Bol")
    matching_products(query)
