from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from commerce.catalogue import preparing
from commerce.catalogue.filing import filing_choices
from commerce.catalogue.models import Product
from commerce.catalogue.preparing import CannotBeDiscarded, Missing, missing_of
from commerce.catalogue.uploads import read_picture
from commerce.partner.models import Partner, StockRecord
from commerce.partner.shelf import NotReady, put_online, put_ready_online, ready_drafts
from tests.commerce.baskets import placed
from tests.commerce.catalogue.photographs import photograph
from tests.commerce.catalogue.shelves import category
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db

KEY = "a" * 32


@pytest.fixture
def vendor():
    return VendorFactory(status=Partner.Status.DRAFT)


def whole(vendor, key=KEY, **changes):
    typed = {
        "title": "Bol griotte",
        "category": category(f"Céramique {key[:3]}"),
        "description": "Grès.",
        "price": Decimal("30.00"),
        "stock": 1,
    }
    pictures = [read_picture(photograph((400, 400)))]
    return preparing.prepare(vendor, key, pictures=pictures, **{**typed, **changes})


def test_a_piece_comes_with_its_stock_and_nobody_sees_it(vendor):
    record = whole(vendor, preparation_days=3)
    product = record.product
    assert (product.vendor, product.is_public, product.preparation_days) == (vendor, False, 3)
    assert (record.price, record.num_in_stock, record.num_allocated) == (Decimal("30.00"), 1, 0)
    assert product.product_class.track_stock
    assert missing_of(record) == []
    assert list(Product.objects.prepared()) == [product]


def test_the_same_form_sent_twice_makes_one_piece(vendor):
    assert whole(vendor).pk == whole(vendor, title="Autre", category=None).pk
    assert [product.title for product in vendor.products.all()] == ["Autre"]
    assert vendor.products.get().images.count() == 1


def test_two_vendors_may_by_chance_have_the_same_key(vendor):
    assert whole(vendor).pk != preparing.prepare(VendorFactory(), KEY, title="Vase").pk


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"title": " "}, Missing.TITLE),
        ({"category": None}, Missing.CATEGORY),
        ({"price": None}, Missing.PRICE),
        ({"stock": 0}, Missing.STOCK),
        ({"description": "\n"}, Missing.DESCRIPTION),
    ],
)
def test_a_piece_that_lacks_something_is_kept_but_not_shown(change, missing):
    record = whole(VendorFactory(), **change)
    assert missing_of(record) == [missing]
    with pytest.raises(NotReady) as refusal:
        put_online(record, True)
    assert refusal.value.missing == [missing]
    assert not Product.objects.in_listings().filter(pk=record.product_id).exists()
    assert not Product.objects.prepared().exists()


def test_a_draft_without_anything_lacks_all_of_it(vendor):
    assert missing_of(preparing.prepare(vendor, KEY)) == list(Missing)
    assert not Product.objects.prepared().exists()


def test_a_ready_piece_waits_until_the_shop_is_open(vendor):
    record = whole(vendor)
    assert ready_drafts(vendor) == [record]
    with pytest.raises(NotReady):
        put_online(record, True)
    with pytest.raises(NotReady):
        put_ready_online(vendor)
    vendor.status = Partner.Status.OPEN
    vendor.save()
    whole(vendor, "b" * 32, description="")
    assert put_ready_online(vendor) == (1, 0)
    assert [product.pk for product in Product.objects.in_listings()] == [record.product_id]


def test_ready_pieces_are_found_with_as_few_queries_for_twenty_as_for_one(vendor, django_assert_max_num_queries):
    whole(vendor)
    with django_assert_max_num_queries(10) as few:
        ready_drafts(vendor)
    for number in range(19):
        preparing.prepare(vendor, f"{number:032x}", title="Bol", description="Grès")
    with django_assert_max_num_queries(10) as many:
        ready_drafts(vendor)
    assert len(many) == len(few)


def test_nothing_of_a_shop_in_preparation_is_public_even_if_a_row_says_so(vendor):
    record = whole(vendor)
    Product.objects.filter(pk=record.product_id).update(is_public=True)
    visitor = Client()
    assert visitor.get(record.product.get_absolute_url()).status_code == 404
    addresses = [
        reverse("catalogue:index"),
        f"{reverse('search:search')}?q=griotte",
        record.product.categories.get().get_absolute_url(),
        "/sitemap.xml",
    ]
    for address in addresses:
        assert record.product.slug not in visitor.get(address, follow=True).content.decode()


def test_a_draft_is_amended_until_it_is_online():
    record = whole(VendorFactory())
    assert preparing.amend(record, title="Bol cerise", price=None)
    record = StockRecord.objects.get(pk=record.pk)
    assert (record.product.title, record.product.slug, record.price) == ("Bol cerise", "bol-cerise", None)
    assert record.product.description == "Grès."
    Product.objects.filter(pk=record.product_id).update(is_public=True)
    assert not preparing.amend(record, title="Bol volé")
    assert Product.objects.get(pk=record.product_id).title == "Bol cerise"


def test_a_draft_is_thrown_away_with_all_of_it_and_twice_is_once(vendor):
    record = whole(vendor)
    preparing.discard(record)
    preparing.discard(record)
    assert not vendor.products.exists()
    assert not StockRecord.objects.filter(pk=record.pk).exists()


def test_what_is_online_or_was_bought_is_never_thrown_away():
    online, sold = ProductFactory(), ProductFactory()
    placed(sold)
    Product.objects.filter(pk=sold.pk).update(is_public=False)
    for product in (online, sold):
        with pytest.raises(CannotBeDiscarded):
            preparing.discard(product.stockrecords.get())


def test_own_trades_come_first_and_only_leaves_take_pieces():
    home, jewels = category("Maison"), category("Bijoux")
    bowls, rings = category("Bols", home), category("Bagues", jewels)
    assert filing_choices() == [("Maison", [(bowls.pk, "Bols")]), ("Bijoux", [(rings.pk, "Bagues")])]
    assert filing_choices([jewels.path]) == [
        ("Vos catégories", [(rings.pk, "Bijoux, Bagues")]),
        ("Maison", [(bowls.pk, "Bols")]),
    ]
