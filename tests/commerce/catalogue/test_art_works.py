"""Original works of art: who is asked, what is kept, which VAT they bear."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from commerce.catalogue.art_works import CONDITIONS, ArtWork, asks_about_art, vat_rate_of
from commerce.catalogue.models import Product
from commerce.catalogue.preparing import describe, missing_of
from commerce.moderation import deciding
from commerce.moderation.models import PieceCheck
from tests.commerce.baskets import basket_of
from tests.commerce.catalogue.shelves import category, put, with_picture
from tests.commerce.catalogue.typology import asking, kind
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def arts():
    """A category whose kind asks if a piece is a work of art."""
    shelf = asking(category("Sculptures"), kind("Art"))
    shelf.product_class.asks_about_art = True
    shelf.product_class.save()
    return shelf


def piece(arts, rate=20, **fields):
    vendor = VendorFactory(vat_rate=Decimal(rate))
    fields = {"description": "Terre.", "product_class": arts.product_class, **fields}
    return put(with_picture(ProductFactory(vendor=vendor, **fields)), arts)


@pytest.mark.parametrize(
    ("vendors", "art_work", "borne"),
    [(20, "sculpture", "5.5"), (20, "", "20"), (10, "print", "5.5"), ("5.5", "print", "5.5"), (0, "sculpture", "0")],
)
def test_a_work_of_art_bears_the_reduced_rate_and_none_where_the_vendor_bills_none(arts, vendors, art_work, borne):
    product = piece(arts, vendors, art_work=art_work)
    assert vat_rate_of(product) == Decimal(borne)
    (line,) = basket_of(product).all_lines()
    assert line.tax_code == borne
    assert line.unit_price_incl_tax == product.stockrecords.get().price


def test_a_variant_is_the_work_that_its_parent_is(arts):
    parent = piece(arts, structure="parent", art_work=ArtWork.PHOTOGRAPH)
    child = ProductFactory(structure="child", parent=parent, product_class=None)
    assert vat_rate_of(Product.objects.get(pk=child.pk)) == Decimal("5.5")


def test_only_vendors_with_a_higher_rate_are_asked_and_only_of_kinds_that_ask(arts):
    makers = {rate: VendorFactory(vat_rate=Decimal(rate)) for rate in ("0", "5.5", "20")}
    assert [rate for rate, vendor in makers.items() if asks_about_art(arts.product_class, vendor)] == ["20"]
    assert not asks_about_art(kind("Bijoux"), makers["20"])
    assert not asks_about_art(None, makers["20"])


def test_every_work_of_the_law_has_its_condition():
    assert set(CONDITIONS) == set(ArtWork)


def test_the_answer_leaves_with_the_category_that_asked(arts):
    product = piece(arts, is_public=False)
    describe(product, art_work="sculpture")
    product.refresh_from_db()
    assert product.art_work == "sculpture"
    jewels = asking(category("Bagues"), kind("Bijoux"))
    describe(product, category=jewels, art_work="sculpture")
    product.refresh_from_db()
    assert product.art_work == ""
    texts = [change["Œuvre d’art originale"] for change in product.changes.values_list("changes", flat=True)]
    assert texts == [["Sculpture", ""], ["", "Sculpture"]]


def test_more_copies_than_the_law_allows_are_not_put_online_and_not_declared_online(arts):
    product = piece(arts, is_public=False, stock=2, art_work=ArtWork.CERAMIC)
    record = product.stockrecords.get()
    assert [missing.label for missing in missing_of(record)] == [
        "un stock de 1 au plus, puisque c’est une œuvre d’art"
    ]
    bowls = piece(arts, stock=9)
    with pytest.raises(ValidationError, match="un stock de 8 au plus"):
        describe(bowls, art_work="tapestry")
    bowls.refresh_from_db()
    assert bowls.art_work == ""
    describe(bowls, art_work="photograph")


def test_where_changes_are_read_first_the_answer_waits_too(arts, settings):
    settings.FIRST_PIECES_CHECKED = 2
    product = piece(arts)
    describe(product, art_work="sculpture")
    product.refresh_from_db()
    assert product.art_work == ""
    deciding.accept(PieceCheck.objects.get(), by=UserFactory(), now=product.date_created)
    product.refresh_from_db()
    assert product.art_work == "sculpture"
