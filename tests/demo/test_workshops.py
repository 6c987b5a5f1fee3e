import re
from collections import Counter

import pytest

from demo.prints.grounds import GROUNDS
from demo.prints.inks import INKS
from demo.prints.motifs import MOTIFS
from demo.workshops import WORKSHOPS
from demo.workshops.model import CATEGORIES
from demo.workshops.typography import typeset

PIECES = [piece for workshop in WORKSHOPS for piece in workshop.pieces]
TEXTS = [text for w in WORKSHOPS for text in (w.name, w.tagline, w.story, w.opening_hours)] + [
    text for piece in PIECES for text in (piece.title, piece.description, *piece.attributes.values())
]


def luhn(number):
    digits = [int(digit) * (1 + i % 2) for i, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in digits) % 10


def test_the_demo_has_three_hundred_pieces_of_at_least_fourteen_workshops():
    assert len(PIECES) == 300
    assert len(WORKSHOPS) >= 14
    assert all(15 <= len(workshop.pieces) <= 30 for workshop in WORKSHOPS)


def test_every_category_of_the_platform_is_sold():
    assert {piece.category for piece in PIECES} == {name for names in CATEGORIES.values() for name in names}
    assert {piece.category_path[0] for piece in PIECES} == set(CATEGORIES)


def test_titles_and_descriptions_are_never_repeated():
    for words in (Counter(piece.title for piece in PIECES), Counter(piece.description for piece in PIECES)):
        assert words.most_common(1)[0][1] == 1


@pytest.mark.parametrize("workshop", WORKSHOPS, ids=lambda workshop: workshop.code)
def test_a_workshop_has_a_valid_siret_that_no_real_firm_has(workshop):
    assert re.fullmatch(r"00\d{12}", workshop.siret)
    assert luhn(workshop.siret[:9]) == luhn(workshop.siret) == 0


def test_prices_are_cents_above_zero_and_variants_keep_them():
    prices = [
        price for piece in PIECES for _value, price, _stock in (piece.variants.choices if piece.variants else ())
    ]
    prices += [piece.price_cents for piece in PIECES]
    assert all(isinstance(price, int) and price > 0 for price in prices)


def test_some_pieces_are_unique_some_are_sold_out_and_a_quarter_comes_in_variants():
    assert sum(piece.stock == 1 for piece in PIECES) > 30
    assert sum(piece.stock == 0 for piece in PIECES) > 5
    assert 60 <= sum(piece.variants is not None for piece in PIECES) <= 90


def test_one_workshop_waits_for_its_identity_checks_and_one_subscribes():
    assert sum(not workshop.kyc_done for workshop in WORKSHOPS) == 1
    assert any(workshop.plan == "abonnement" for workshop in WORKSHOPS)


@pytest.mark.parametrize("mistake", ["'", " ;", " !", " ?", " :", "« ", " »", "  "])
def test_texts_are_set_in_french(mistake):
    assert [text for text in TEXTS if mistake in text] == []


def test_typesetting_puts_the_spaces_of_french():
    assert typeset("L'eau : « chaude » ! 1 280 ° et 24 cm") == (
        "L’eau\u00a0: «\u202fchaude\u202f»\u202f! 1\u202f280\u00a0° et 24\u00a0cm"
    )


def test_every_description_is_two_to_five_sentences():
    for piece in PIECES:
        assert 2 <= len(re.findall(r"[.!?](?:\s|$)", piece.description)) <= 5, piece.title
        assert len(piece.description) > 50, piece.title


def test_every_piece_can_be_drawn():
    for piece in PIECES:
        assert piece.motif in MOTIFS
        assert set(piece.inks) <= set(INKS)
    for workshop in WORKSHOPS:
        assert {workshop.hand.paper, workshop.hand.key, *workshop.hand.grounds, *workshop.inks} <= set(INKS)
        assert set(workshop.hand.shapes) <= set(GROUNDS)
