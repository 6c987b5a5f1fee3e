"""« Prévenez-moi »: double opt-in, one mail, and then nothing is kept."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.communication.spam_trap import new_stamp
from commerce.leaving import accounts
from commerce.partner.models import StockRecord
from commerce.partner.shelf import put_online
from commerce.search.matching import matching_products
from commerce.stock import market, rule, tasks, waiting
from commerce.stock.models import WaitingBuyer
from tests.commerce.baskets import MONDAY
from tests.commerce.stock.test_consequences import complete
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
ADDRESS = "camille@exemple.test"


@pytest.fixture
def product():
    return ProductFactory(stock=0)


def asked(client, product, **typed):
    stamp = new_stamp(timezone.now() - timedelta(minutes=1))
    data = {"email": ADDRESS, "opened_at": stamp, **typed}
    return client.post(reverse("stock:wait", args=[product.pk]), data, follow=True)


def link():
    text = Mail.objects.filter(event="waiting_confirm").latest("pk").text
    return re.search(r"/prevenez-moi/[0-9a-f-]+/", text).group()


def comes_back(product, pieces=1):
    rule.restock(StockRecord.objects.get(product=product), shown=0, typed=pieces)


def told():
    return list(Mail.objects.filter(event="back_in_stock").values_list("recipient", flat=True))


def test_a_sold_out_piece_offers_to_tell_and_one_in_stock_does_not(client, product):
    assert "Prévenez-moi" in client.get(product.get_absolute_url()).content.decode()
    assert "Prévenez-moi" not in client.get(ProductFactory(stock=1).get_absolute_url()).content.decode()


def test_a_guest_says_yes_by_the_link_hears_once_and_is_erased(client, product):
    asked(client, product)
    asked(client, product)
    assert Mail.objects.count() == 1
    assert client.get(link()).status_code == 200
    assert not WaitingBuyer.objects.get().confirmed_at
    client.post(link(), {"reponse": "oui"})
    assert waiting.count_for([product.pk]) == {product.pk: 1}
    comes_back(product)
    assert told() == [ADDRESS]
    assert not WaitingBuyer.objects.exists()
    assert "Plus rien n’est retenu ici" in client.get(link()).content.decode()
    rule.restock(StockRecord.objects.get(product=product), shown=1, typed=0)
    comes_back(product)
    assert told() == [ADDRESS]


def test_whoever_never_says_yes_hears_nothing_and_is_forgotten(client, product):
    asked(client, product)
    comes_back(product)
    assert told() == []
    assert waiting.forget(now=timezone.now() + timedelta(days=8)) == 1


def test_whoever_says_no_is_erased(client, product):
    asked(client, product)
    address = link()
    client.post(address, {"reponse": "oui"})
    client.post(address, {"reponse": "non"})
    client.post(address, {"reponse": "oui"})
    assert not WaitingBuyer.objects.exists()


def test_a_buyer_who_signed_in_needs_no_link_for_the_own_address_only(client, product):
    user = UserFactory(email=ADDRESS)
    EmailAddress.objects.update_or_create(user=user, email=ADDRESS, defaults={"verified": True, "primary": True})
    client.force_login(user)
    asked(client, product, email=ADDRESS.upper())
    asked(client, product, email="autre@exemple.test")
    assert set(WaitingBuyer.objects.filter(confirmed_at__isnull=False).values_list("email", flat=True)) == {ADDRESS}
    assert Mail.objects.get().recipient == "autre@exemple.test"


def test_an_account_that_is_erased_waits_for_nothing(product):
    user = UserFactory(email=ADDRESS)
    waiting.ask(product, ADDRESS, now=MONDAY)
    accounts.erase(user, now=MONDAY)
    assert not WaitingBuyer.objects.exists()


def test_robots_are_thanked_and_forgotten(client, product):
    assert asked(client, product, website="http://spam.test").status_code == 200
    assert not WaitingBuyer.objects.exists()
    assert "trop vite" in asked(client, product, opened_at=new_stamp(timezone.now())).content.decode()


@pytest.mark.parametrize("email", ["", "x", "a@b", "é" * 300, "a\x00@exemple.test", f"{'a' * 250}@exemple.test"])
def test_a_wrong_address_is_said_and_kept(email, client, product):
    answer = asked(client, product, email=email)
    assert answer.context["form"].errors["email"]
    assert not WaitingBuyer.objects.exists()


def test_nobody_fills_a_strangers_mailbox(client):
    for _ in range(waiting.MOST_UNCONFIRMED + 3):
        asked(client, ProductFactory(stock=0))
    assert Mail.objects.count() == WaitingBuyer.objects.count() == waiting.MOST_UNCONFIRMED


def test_what_is_not_on_display_cannot_be_waited_for(client):
    hidden = ProductFactory(stock=0, is_public=False)
    closed = ProductFactory(stock=0, vendor=VendorFactory(status="suspended"))
    for product in (hidden, closed):
        assert asked(client, product).status_code == 404


@pytest.fixture
def tidied():
    """A piece that left the shop by itself when its last copy was sold."""
    piece = ProductFactory(title="Jatte rare", stock=1, vendor=VendorFactory(sold_out_goes_offline=True))
    complete(piece)
    market.sell(StockRecord.objects.select_related("product", "partner").get(product=piece), key="a" * 32)
    return piece


def test_a_piece_that_left_when_it_was_sold_out_still_says_so_and_can_be_waited_for(client, tidied):
    page = client.get(tidied.get_absolute_url()).content.decode()
    assert "Épuisé" in page
    assert "Prévenez-moi" in page
    assert "Ajouter au panier" not in page
    asked(client, tidied)
    client.post(link(), {"reponse": "oui"})
    comes_back(tidied)
    assert told() == [ADDRESS]
    assert "Ajouter au panier" in client.get(tidied.get_absolute_url()).content.decode()


def test_it_is_in_no_list_meanwhile(client, tidied):
    for address in (reverse("catalogue:index"), tidied.vendor.get_absolute_url(), "/sitemap.xml"):
        assert tidied.get_absolute_url() not in client.get(address, follow=True).content.decode()
    assert not matching_products("jatte")


def test_its_page_ends_where_a_hand_or_the_shop_takes_it_away(client, tidied):
    assert client.get(reverse("moderation:report", args=[tidied.pk])).status_code == 200
    comes_back(tidied)
    put_online(StockRecord.objects.select_related("product", "partner").get(product=tidied), False)
    rule.restock(StockRecord.objects.get(product=tidied), shown=1, typed=0)
    assert client.get(tidied.get_absolute_url()).status_code == 404


def test_a_piece_with_variants_that_left_has_its_page_too(client):
    parent = ProductFactory(structure="parent", vendor=VendorFactory(sold_out_goes_offline=True))
    child = ProductFactory(vendor=parent.vendor, structure="child", parent=parent, stock=1)
    market.sell(StockRecord.objects.select_related("product__parent", "partner").get(product=child), key="a" * 32)
    page = client.get(parent.get_absolute_url()).content.decode()
    assert "Épuisé" in page
    assert asked(client, parent).status_code == 200
    assert WaitingBuyer.objects.get().product == parent


def test_a_shop_that_does_not_sell_tells_nobody_until_it_does(product):
    waiting.ask(product, ADDRESS, now=MONDAY)
    waiting.confirm(WaitingBuyer.objects.get(), now=MONDAY)
    product.vendor.status = "suspended"
    product.vendor.save()
    comes_back(product)
    assert told() == []
    product.vendor.status = "open"
    product.vendor.save()
    tasks.look_after_waiting()
    assert told() == [ADDRESS]


def test_nobody_waits_longer_than_six_months(product):
    waiting.ask(product, ADDRESS, now=MONDAY)
    waiting.confirm(WaitingBuyer.objects.get(), now=MONDAY)
    assert waiting.forget(now=MONDAY + timedelta(days=180)) == 0
    assert waiting.forget(now=MONDAY + timedelta(days=184)) == 1


def test_a_variant_that_is_back_is_told_for_its_page(client):
    parent = ProductFactory(structure="parent")
    child = ProductFactory(vendor=parent.vendor, structure="child", parent=parent, stock=0)
    waiting.ask(parent, ADDRESS, now=MONDAY)
    waiting.confirm(WaitingBuyer.objects.get(), now=MONDAY)
    comes_back(child)
    assert told() == [ADDRESS]
