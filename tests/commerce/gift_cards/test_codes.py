"""A code is found as people type it, and by nobody who tries."""

import pytest
from django.core.cache import cache

from commerce.gift_cards import codes
from tests.commerce.gift_cards.cards import bought_card, ordered_card
from tests.commerce.settlement.orders import ready_vendor
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget():
    cache.clear()


def test_spaces_dashes_and_small_letters_don_t_matter(mangopay):
    card = bought_card(mangopay, ready_vendor(mangopay))
    for text in (card.code, card.code_in_groups, card.code.lower(), f"  {card.code[:8]}-{card.code[8:]} "):
        assert codes.find(text, address="198.51.100.7") == card


def test_a_card_that_isn_t_paid_is_not_found():
    from tests.commerce.gift_cards.cards import card_of

    card = card_of(ordered_card(VendorFactory()))
    assert codes.find(card.code, address="198.51.100.7") is None


def test_who_tries_too_often_is_refused_even_the_right_code_and_nobody_else_is(mangopay):
    card = bought_card(mangopay, ready_vendor(mangopay))
    for number in range(codes.TRIES):
        assert codes.find(f"FAUX{number}", address="198.51.100.7") is None
    with pytest.raises(codes.TooManyTries):
        codes.find(card.code, address="198.51.100.7")
    assert codes.find(card.code, address="198.51.100.8") == card


def test_codes_are_eighty_bits_without_signs_that_look_alike():
    made = {codes.new_code() for _ in range(500)}
    assert len(made) == 500
    assert set("".join(made)) == set(codes.ALPHABET)
    assert len(codes.ALPHABET) ** codes.LENGTH == 2**80
    assert not set("IO01") & set(codes.ALPHABET)
