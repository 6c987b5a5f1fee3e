from decimal import Decimal

import pytest

from commerce.catalogue.categories import category_tree, counts_by_root, within
from commerce.catalogue.listing import PER_PAGE, Order, Wish, listing
from commerce.catalogue.models import Product
from tests.commerce.catalogue.shelves import category, put, ring_in_sizes
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db


def titles(wish=None, page=1, **options):
    shown = listing(Product.objects.in_listings(), wish or Wish(), page, **options)
    return [card.title for card in shown.cards]


@pytest.fixture
def three_bowls():
    vendor = VendorFactory()
    return [
        ProductFactory(title=title, price=Decimal(price), stock=stock, vendor=vendor)
        for title, price, stock in (("Petit", "18.00", 4), ("Grand", "52.50", 0), ("Moyen", "30.00", 1))
    ]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(), ["Moyen", "Grand", "Petit"]),
        (Wish(order=Order.CHEAPEST), ["Petit", "Moyen", "Grand"]),
        (Wish(order=Order.DEAREST), ["Grand", "Moyen", "Petit"]),
        (Wish(for_sale_only=True), ["Moyen", "Petit"]),
        (Wish(price_min=Decimal(30)), ["Moyen", "Grand"]),
        (Wish(price_max=Decimal("30.00")), ["Moyen", "Petit"]),
        (Wish(price_min=Decimal(20), price_max=Decimal(40), for_sale_only=True), ["Moyen"]),
        (Wish(price_min=Decimal(400)), []),
    ],
)
def test_a_list_is_what_the_visitor_asked_for(three_bowls, wish, expected):
    assert titles(wish) == expected


def test_relevance_keeps_the_order_it_is_given_and_what_the_wish_leaves(three_bowls):
    ids = [three_bowls[1].pk, three_bowls[0].pk, three_bowls[2].pk]
    assert titles(Wish(order=Order.RELEVANCE), best_first=ids) == ["Grand", "Petit", "Moyen"]
    wish = Wish(order=Order.RELEVANCE, for_sale_only=True)
    assert titles(wish, best_first=ids) == ["Petit", "Moyen"]


@pytest.mark.parametrize(
    ("page", "count"), [("1", PER_PAGE), ("2", 1), ("999", 1), ("abc", PER_PAGE), (None, PER_PAGE)]
)
def test_a_page_out_of_range_answers_the_nearest(page, count):
    vendor = VendorFactory()
    for _ in range(PER_PAGE + 1):
        ProductFactory(vendor=vendor)
    assert len(titles(page=page)) == count


def test_a_card_says_from_when_variants_differ_in_price():
    ring = ring_in_sizes(("52", 1), ("54", 1), vendor=VendorFactory())
    ring.children.first().stockrecords.update(price=99)
    [card] = listing(Product.objects.in_listings(), Wish(), 1).cards
    assert card.has_several_prices
    assert card.price == 99
    assert card.note == "Il en reste 2"


def test_an_offline_variant_lends_its_parent_neither_price_nor_stock():
    ring = ring_in_sizes(("52", 1), ("54", 1), vendor=VendorFactory())
    offline = ring.children.first()
    offline.stockrecords.update(price=1)
    Product.objects.filter(pk=offline.pk).update(is_public=False)
    [card] = listing(Product.objects.in_listings(), Wish(), 1).cards
    assert (card.price, card.note) == (120, "Un seul exemplaire")


def test_a_category_holds_what_its_branches_hold_once():
    home = category("Maison")
    bowls = category("Bols", parent=home)
    product = put(ProductFactory(), home, bowls)
    put(ProductFactory(), category("Bijoux"))
    branch = category_tree().branches[home.pk]
    assert list(within(Product.objects.in_listings(), branch)) == [product]


def test_roots_are_counted_once_per_product():
    home, jewels = category("Maison"), category("Bijoux")
    put(ProductFactory(), home, category("Bols", parent=home))
    put(ProductFactory(), home, jewels)
    assert counts_by_root(Product.objects.in_listings()) == {home.path: 2, jewels.path: 1}


def test_the_tree_gives_addresses_that_need_no_query(django_assert_num_queries):
    home = category("Maison")
    bowls = category("Bols", parent=home)
    with django_assert_num_queries(1):
        url = category_tree().branches[bowls.pk].url
    assert url == f"/boutique/categorie/maison/bols_{bowls.pk}/"


def test_a_category_that_is_not_public_hides_what_is_below_it():
    home = category("Maison")
    category("Bols", parent=home)
    home.refresh_from_db()
    home.is_public = False
    home.save()
    home.set_ancestors_are_public()
    assert category_tree().roots == []
