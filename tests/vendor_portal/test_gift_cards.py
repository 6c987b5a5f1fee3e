"""The shop's gift cards: whether it sells them, what became of each, and no code of anybody's."""

import pytest
from django.urls import reverse

from commerce.gift_cards.selling import sells
from tests.commerce.gift_cards.cards import bought_card, paid_with
from tests.local_mangopay import open_account

pytestmark = pytest.mark.django_db
PAGE = reverse("vendor_portal:gift-cards")


def test_a_shop_begins_to_sell_cards_within_its_range(portal, vendor):
    portal.post(PAGE, {"is_active": "on", "lowest": "20,00", "highest": "80,00"})
    assert sells(vendor)
    refused = portal.post(PAGE, {"is_active": "on", "lowest": "90,00", "highest": "80,00"})
    assert "Le plus grand montant est inférieur" in refused.content.decode()
    vendor.gift_card_settings.refresh_from_db()
    assert (vendor.gift_card_settings.lowest_cents, vendor.gift_card_settings.highest_cents) == (2_000, 8_000)


def test_a_sold_card_shows_what_is_left_and_neither_code_nor_parcel(portal, vendor, mangopay):
    card = bought_card(mangopay, open_account(vendor, mangopay))
    paid_with(mangopay, card, prices=("20.00",))
    shown = portal.get(PAGE).content.decode()
    assert "50,00" in shown
    assert "23,10" in shown
    order = portal.get(reverse("vendor_portal:order", args=[card.vendor_order.number])).content.decode()
    assert "Dépensé chez vous" in order
    for word in (card.code, card.code_in_groups, "viendra chercher", "Expédiée", "Ce que vous gagnez"):
        assert word not in shown + order


def test_the_list_asks_the_same_however_many_cards(portal, vendor, mangopay, django_assert_max_num_queries):
    open_account(vendor, mangopay)
    bought_card(mangopay, vendor)
    with django_assert_max_num_queries(30) as one:
        portal.get(PAGE)
    for _ in range(3):
        bought_card(mangopay, vendor)
    with django_assert_max_num_queries(len(one.captured_queries)):
        portal.get(PAGE)
