"""What is masked before an order, and what never is."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.conversation.masking import mask, placeholder_in_words

HIDDEN = [
    "jean.dupont@gmail.com",
    "jean arobase gmail point com",
    "jean (at) gmail (dot) com",
    "jean at gmail.com",
    "jean @ gmail . com",
    "06 12 34 56 78",
    "06.12.34.56.78",
    "06-12-34-56-78",
    "06/12/34/56/78",
    "0 6 1 2 3 4 5 6 7 8",
    "06\u00a012\u202f34 56 78",
    "O6 12 34 56 78",
    "+33 (0)6 12 34 56 78",
    "0033612345678",
    "+32 470 12 34 56",
    "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
    "https://atelier.fr/boutique?x=1",
    "www.atelier.fr",
    "atelier-machin.com",
    "atelier point fr",
    "wa.me/33612345678",
    "linktr.ee/atelier",
    "Insta : atelier_machin",
    "facebook c’est AtelierMachin",
    "@atelier_machin",
]
KEPT = [
    "120 x 80 cm, 0,5 × 0,8 × 0,9 m",
    "12,50 € ou 1 200,00 €",
    "le 05/12/2026 à 10 h 30",
    "05.12.2026 10:30",
    "05 12 2026 10 20",
    "2026-12-05 10:30",
    "commande 100042, VO-100042-1, S-ABCD1234",
    "SIRET 512 387 200 00011",
    "EAN 3760123456789",
    "6A12345678901",
    "06/12 ou 07/12",
    "69004 Lyon",
    "5 à 6 bols, 20 assiettes, lot de 12 x 24 x 36 x 48",
    "un bol.De plus. Merci.Il est beau, merci.Me dire",
    "look at this. Great",
    "un point commun, zéro défaut, A4/A5, et/ou",
    "Instagram est une belle vitrine"[:9],
]


@pytest.mark.parametrize("text", HIDDEN)
def test_contact_data_are_replaced_whole(text):
    masked = mask(f"Bonjour, {text}. À bientôt")
    assert masked.count == 1
    assert masked.text == f"Bonjour, {placeholder_in_words()}. À bientôt"


@pytest.mark.parametrize("text", KEPT)
def test_prices_sizes_dates_and_numbers_stay(text):
    assert mask(text).text == text


def test_links_to_this_site_stay():
    text = "Voyez https://monquibus.fr/produit/3/ et monquibus.fr, pas monquibus.fr.exemple.com"
    masked = mask(text, own_host="monquibus.fr")
    assert masked.text == f"Voyez https://monquibus.fr/produit/3/ et monquibus.fr, pas {placeholder_in_words()}"


word = st.text(string.ascii_lowercase + string.digits, min_size=2, max_size=12)
gaps = st.sampled_from(["", " ", ".", "-", " . ", "\u00a0", "/"])


@given(word, word, st.sampled_from(["fr", "com", "org", "net"]), st.sampled_from(["@", " @ ", " arobase ", "(at)"]))
def test_no_address_gets_through(name, host, ending, at):
    masked = mask(f"Écrivez à {name}{at}{host}.{ending} ce soir")
    assert masked.text == f"Écrivez à {placeholder_in_words()} ce soir"


@given(st.sampled_from("1234567"), st.lists(st.integers(0, 99), min_size=4, max_size=4), gaps)
def test_no_french_number_gets_through(first, pairs, gap):
    number = gap.join([f"0{first}", *(f"{pair:02}" for pair in pairs)])
    assert mask(f"Appelez le {number} ce soir").text == f"Appelez le {placeholder_in_words()} ce soir"


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.integers(1, 28), st.integers(1, 12), st.integers(2020, 2035))
def test_no_price_size_or_day_is_touched(euros, size, day, month, year):
    text = f"{euros},50 € pour {size} x {size} cm, le {day:02}/{month:02}/{year}, ou {year}-{month:02}-{day:02}"
    assert mask(text).text == text


@given(st.text(max_size=300))
def test_masking_twice_is_masking_once_whatever_is_written(text):
    once = mask(text).text
    assert mask(once).text == once


@pytest.mark.parametrize("piece", ["a", "0", "0 ", "a.", "@", "zéro ", "+1", "insta ", "www.", "a at ", "06 12 34 "])
def test_no_text_takes_long(piece):
    begun = time.process_time()
    mask((piece * 5_000)[:5_000])
    assert time.process_time() - begun < 1
