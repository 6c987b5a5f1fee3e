"""Giving a card and paying with one, as people do it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from commerce.gift_cards import letters, paper, selling
from commerce.gift_cards.models import GiftCard
from commerce.order.models import Order
from commerce.settlement import due, payins
from tests.commerce.gift_cards.cards import bought_card, card_of, fresh, selling_cards
from tests.commerce.settlement.orders import ready_vendor
from tests.factories import CountryFactory, ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget():
    cache.clear()


@pytest.fixture
def shop(mangopay):
    return selling_cards(ready_vendor(mangopay))


def typed(**more):
    """What somebody types who gives fifty euros."""
    return {
        "amount": "50,00",
        "to_name": "Maëlle",
        "from_name": "Camille",
        "message": "Joyeux anniversaire, et choisis bien !",
        "to_email": "maelle@exemple.test",
        "send_on": f"{timezone.localdate():%Y-%m-%d}",
        "email": "camille@exemple.test",
        **more,
    }


def offer_path(vendor):
    return reverse("gift_cards:offer", args=[vendor.code])


def test_from_the_shop_s_page_to_a_card_in_the_mail(client, shop, mangopay, django_capture_on_commit_callbacks):
    assert offer_path(shop) in client.get(shop.get_absolute_url()).content.decode()
    recap = client.post(offer_path(shop), typed())
    key = recap.context["key"]
    assert "Commander avec obligation de paiement" in recap.content.decode()
    orders = [client.post(offer_path(shop), typed(cle=key)) for _ in range(2)]
    assert orders[0].url == orders[1].url
    order = Order.objects.get()
    page = client.get(orders[0].url)
    mangopay.pay(page.url)
    with django_capture_on_commit_callbacks(execute=True):
        payins.conclude_order(order, now=timezone.now())
    card = card_of(order)
    assert {sent.to[0] for sent in mail.outbox} >= {"camille@exemple.test", shop.email}
    page = client.get(reverse("customer:anon-order", args=[order.number, order.verification_hash()])).content.decode()
    assert "il reste 50,00" in page
    now = timezone.now().replace(hour=12) + timedelta(days=1)
    for _ in range(2):
        due.settle(now=now)
    gift = [sent for sent in mail.outbox if sent.to == ["maelle@exemple.test"]]
    assert [card.code_in_groups in sent.body for sent in gift] == [True]


def test_a_card_is_sent_on_its_morning_and_not_before(shop, mangopay):
    day = timezone.localdate() + timedelta(days=9)
    order = selling.place(
        shop,
        selling.Wish(5_000, "Maëlle", "Camille", day, "maelle@exemple.test"),
        user=UserFactory(),
        guest_email="",
        request_key="k",
        now=timezone.now(),
    )
    mangopay.pay(payins.start(order, return_url="http://testserver/", now=timezone.now()).redirect_url)
    payins.conclude_order(order, now=timezone.now())
    morning = timezone.make_aware(timezone.datetime.combine(day, letters.MORNING))
    assert not list(letters.due(morning - timedelta(minutes=1)))
    assert list(letters.due(morning)) == [card_of(order)]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("amount", "5", "Choisissez un montant"),
        ("amount", "9999", "Choisissez un montant"),
        ("amount", "cinquante", "nombre"),
        ("amount", "12,345", "chiffres"),
        ("send_on", "2020-01-01", "Choisissez un jour"),
        ("send_on", "9999-12-31", "Choisissez un jour"),
        ("send_on", "demain", "date"),
        ("to_email", "personne", "adresse"),
        ("to_name", "", "requis"),
        ("message", "x" * 501, "500"),
        ("to_name", "a\x00b", "nul"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_rest_is_kept(client, shop, field, value, said):
    page = client.post(offer_path(shop), typed(**{field: value}))
    assert page.status_code == 200
    assert said in str(page.context["form"].errors[field])
    if field != "from_name":
        assert 'value="Camille"' in page.content.decode()
    assert not GiftCard.objects.exists()


def test_a_shop_that_sells_no_cards_has_no_such_page(client):
    vendor = VendorFactory()
    assert client.get(offer_path(vendor)).status_code == 404
    assert offer_path(vendor) not in client.get(vendor.get_absolute_url()).content.decode()


def test_the_balance_is_told_to_whoever_has_the_code_and_trying_ends_soon(client, shop, mangopay):
    card = bought_card(mangopay, shop)
    path = reverse("gift_cards:balance")
    assert "Il reste 50,00" in client.post(path, {"code": card.code_in_groups}).content.decode()
    for _ in range(10):
        assert "Aucun bon cadeau" in client.post(path, {"code": "ABCD"}).content.decode()
    assert "Trop de codes" in client.post(path, {"code": card.code}).content.decode()
    assert client.post(path, {"code": "\x00" * 3}).status_code == 200


def test_the_card_s_page_and_its_paper_are_for_whoever_holds_the_link(client, shop, mangopay):
    card = bought_card(mangopay, shop, message="Pour tes 30 ans")
    page = client.get(letters.card_path(card))
    assert card.code_in_groups in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert client.get(reverse("gift_cards:card", args=["1:faux"])).status_code == 404
    assert client.get(reverse("gift_cards:card-pdf", args=["1:faux"])).status_code == 404
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(paper.pdf_of(card))).pages)
    assert card.code_in_groups in text
    assert "Pour tes 30 ans" in text


def test_at_checkout_a_code_lowers_what_the_bank_card_pays_and_may_be_taken_out_again(client, shop, mangopay):
    card = bought_card(mangopay, shop, 2_500)
    recap = fill_basket(client, ProductFactory(vendor=shop, price="40.00"))
    assert "Aucun bon cadeau" in client.post(recap, {"bon": "1", "code": "ABCD"}).content.decode()
    client.post(recap, {"bon": "1", "code": card.code_in_groups})
    page = client.get(recap)
    assert page.context["to_pay_cents"] == 4_690 - 2_500
    client.post(recap, {"sans_bon": str(card.pk)})
    assert client.get(recap).context["to_pay_cents"] == 4_690
    client.post(recap, {"bon": "1", "code": card.code})
    promised = client.get(recap).context["promise"]
    client.post(recap, {"action": "place_order", "promise": promised})
    order = Order.objects.latest("pk")
    assert fresh(card).balance_cents == 0
    assert order.vendor_orders.get().by_bank_card_cents == 2_190


def test_a_card_of_another_shop_an_empty_one_and_one_without_cards_are_refused_in_words(client, shop, mangopay):
    other = bought_card(mangopay, ready_vendor(mangopay))
    recap = fill_basket(client, ProductFactory(vendor=shop, price="40.00"))
    assert "n’a rien de cet atelier" in client.post(recap, {"bon": "1", "code": other.code}).content.decode()


def test_when_cards_pay_everything_no_bank_card_is_asked_for(client, shop, mangopay):
    card = bought_card(mangopay, shop)
    recap = fill_basket(client, ProductFactory(vendor=shop, price="40.00"))
    client.post(recap, {"bon": "1", "code": card.code})
    page = client.get(recap)
    assert "Rien n’est demandé à votre carte bancaire" in page.content.decode()
    pay = client.post(recap, {"action": "place_order", "promise": page.context["promise"]})
    back = client.get(pay.url)
    assert client.get(back.url).url == reverse("checkout:thank-you")
    assert fresh(card).balance_cents == 310


def fill_basket(client, product):
    """Through the steps of the checkout, to the recap."""
    CountryFactory()
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": "1"})
    client.post(reverse("checkout:index"), {"email": "lou@exemple.test"})
    address = {"first_name": "Lou", "last_name": "Caron", "line1": "1 rue", "line4": "Lyon", "postcode": "69004"}
    client.post(reverse("checkout:shipping-address"), {**address, "country": "FR"})
    choice = {f"atelier-{product.vendor_id}-kind": "home"}
    client.post(reverse("checkout:shipping-method"), choice)
    return reverse("checkout:preview")


@pytest.mark.parametrize("signed", [True, False])
def test_a_card_whose_payment_was_given_up_is_taken_up_again_as_it_was_typed(client, shop, mangopay, signed):
    key = client.post(offer_path(shop), typed()).context["key"]
    paying = client.post(offer_path(shop), typed(cle=key)).url
    client.get(paying)
    order = Order.objects.get()
    payins.conclude_order(order, now=timezone.now() + timedelta(hours=2))
    back = client.get(reverse("checkout:payment-return", args=[order.number, order.verification_hash()]), follow=True)
    if not signed:
        strange = f"{offer_path(shop)}?commande={order.number}&cle=a:b%00"
        assert "Maëlle" not in client.get(strange).content.decode()
        return
    page = back.content.decode()
    assert back.redirect_chain[-1][0].startswith(offer_path(shop))
    assert "votre bon est intact" in page
    assert "panier est intact" not in page
    form = back.context["form"]
    shown = {name: str(form[name].value()) for name in ("amount", "to_name", "message", "to_email", "email")}
    assert shown == {
        "amount": "50.00",
        "to_name": "Maëlle",
        "message": typed()["message"],
        "to_email": "maelle@exemple.test",
        "email": "camille@exemple.test",
    }
    again = client.post(offer_path(shop), typed())
    assert client.post(offer_path(shop), typed(cle=again.context["key"])).url != paying


def test_a_shop_that_stopped_selling_cards_sends_back_to_its_own_page(client, shop):
    order = selling.place(
        shop,
        selling.Wish(5_000, "Maëlle", "Camille", timezone.localdate()),
        user=UserFactory(),
        guest_email="",
        request_key="k",
        now=timezone.now(),
    )
    shop.gift_card_settings.is_active = False
    shop.gift_card_settings.save()
    assert selling.again_path(order) == shop.get_absolute_url()
