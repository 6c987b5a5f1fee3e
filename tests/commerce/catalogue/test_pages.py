import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.basket.models import Basket
from commerce.catalogue.models import Product
from commerce.partner.models import Partner
from tests.commerce.catalogue.shelves import category, put, ring_in_sizes, with_attribute, with_picture
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db

QUERIES_MAX = 12


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def stocked_shop(count):
    """A shop of `count` illustrated pieces, half of them with variants, and the addresses of its pages."""
    vendor, shelf = VendorFactory(name="Terre Courbe"), category("Maison")
    below = category("Bols", parent=shelf)
    for number in range(count):
        product = ring_in_sizes(("52", 1), ("54", 3), vendor=vendor) if number % 2 else ProductFactory(vendor=vendor)
        put(with_picture(with_attribute(product, "Matière", "Grès")), below)
    return {
        "catalogue": "/boutique/",
        "sorted": "/boutique/?tri=prix&disponible=on&prix_min=1",
        "category": f"/boutique/categorie/maison_{shelf.pk}/",
        "product": Product.objects.filter(structure=Product.PARENT).earliest("pk").get_absolute_url(),
        "search": "/recherche/?q=gres",
        "directory": "/ateliers/",
        "shop": "/ateliers/terre-courbe/",
    }


def queries(client, url):
    """What a visit costs once the menu is in the cache."""
    page(client, url)
    with CaptureQueriesContext(connection) as captured:
        page(client, url)
    return len(captured)


@pytest.mark.parametrize("count", [5, 40])
def test_no_page_of_the_shop_asks_the_database_more_than_twelve_questions(client, count):
    for name, url in stocked_shop(count).items():
        assert queries(client, url) <= QUERIES_MAX, name


def test_a_fuller_shop_asks_no_more_questions(client):
    urls = stocked_shop(5)
    before = {name: queries(client, url) for name, url in urls.items()}
    vendor = Partner.objects.get()
    shelf = Product.objects.first().categories.get()
    for _ in range(35):
        put(with_picture(ring_in_sizes(("50", 2), ("56", 1), vendor=vendor)), shelf)
    assert {name: queries(client, url) for name, url in urls.items()} == before


def test_a_product_page_names_its_professional_seller_and_the_buyer_s_rights(client):
    vendor = VendorFactory(name="Terre Courbe", legal_name="Jeanne Lemoine EI", phone="+33386395555")
    content = page(client, ProductFactory(vendor=vendor).get_absolute_url())
    for said in ("Vendeur professionnel", "Jeanne Lemoine EI", "73282932000074", "14 jours", "Garantie légale"):
        assert said in content


def test_an_article_goes_into_the_basket_without_javascript(client):
    product = ProductFactory()
    assert f'action="/panier/add/{product.pk}/"' in page(client, product.get_absolute_url())
    client.post(f"/panier/add/{product.pk}/", {"quantity": 2})
    assert Basket.objects.get().lines.get().quantity == 2


def test_a_chosen_variant_goes_into_the_basket(client):
    ring = ring_in_sizes(("52", 1), ("54", 3), vendor=VendorFactory())
    wanted = ring.children.get(title__endswith="54")
    client.post(f"/panier/add/{ring.pk}/", {"quantity": 1, "child_id": wanted.pk})
    assert Basket.objects.get().lines.get().product == wanted


@pytest.mark.parametrize("hidden", [{"stock": 0}, {"is_public": False}, {"vendor__status": Partner.Status.CLOSING}])
def test_what_is_not_for_sale_never_reaches_the_basket(client, hidden):
    product = ProductFactory(**hidden)
    client.post(f"/panier/add/{product.pk}/", {"quantity": 1})
    assert not Basket.objects.filter(lines__isnull=False).exists()


def test_a_sold_out_page_offers_no_button(client):
    content = page(client, ProductFactory(stock=0).get_absolute_url())
    assert "Ajouter au panier" not in content
    assert "Épuisé" in content


@pytest.mark.parametrize("hidden", [{"is_public": False}, {"vendor__status": Partner.Status.SUSPENDED}])
def test_what_is_not_on_display_is_not_found(client, hidden):
    assert client.get(ProductFactory(**hidden).get_absolute_url()).status_code == 404


def test_old_addresses_lead_to_the_present_one(client):
    product, shelf = ProductFactory(), category("Maison")
    assert client.get(f"/boutique/ancien-titre_{product.pk}/").url == product.get_absolute_url()
    assert client.get(f"/boutique/categorie/ancien_{shelf.pk}/").url == f"/boutique/categorie/maison_{shelf.pk}/"
    assert client.get("/boutique/categorie/maison_999/").status_code == 404


def test_wrong_wishes_are_ignored(client):
    ProductFactory(title="Bol du matin")
    assert "Bol du matin" in page(client, "/boutique/?prix_min=abc&prix_max=-3&tri=nimporte&page=zéro")


def test_search_counts_by_category_and_links_to_the_ranking_rules(client):
    shelf = category("Maison")
    put(ProductFactory(title="Bol du matin"), shelf)
    put(ProductFactory(title="Bol du soir"), shelf)
    content = page(client, "/recherche/?q=bols")
    assert "Maison&nbsp;(2)" in content
    assert "/classement-des-offres/" in content
    assert "Bol du matin" in page(client, "/recherche/?q=bols&categorie=maison")


def test_a_search_without_result_says_what_to_do(client):
    assert "Aucune pièce" in page(client, "/recherche/?q=zzz")
    assert "Écrivez un objet" in page(client, "/recherche/")


@pytest.mark.parametrize("url", ["/boutique/", "/recherche/?q=bol", "/ateliers/", "/page-qui-n-existe-pas/"])
def test_every_page_has_one_title_and_a_way_past_the_menu(client, url):
    content = client.get(url).content.decode()
    assert content.count("<h1") == 1
    assert 'href="#contenu"' in content
