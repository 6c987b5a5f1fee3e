import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.search.words import folded, index_words, words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Bols bleutés", ["bol", "bleute"]),
        ("Écharpe d’hiver en laine", ["echarpe", "hiver", "laine"]),
        ("l'œuvre", ["oeuvre"]),
        ("manteaux et chapeaux", ["manteau", "chapeau"]),
        ("vase à col", ["vase", "col"]),
        ("GRÈS", ["gre"]),
        ("os", ["os"]),
        ("  ,;!  ", []),
    ],
)
def test_words_lose_accents_case_plural_and_elision(typed, read):
    assert words(typed) == read


def test_the_index_keeps_each_word_once_and_no_markup():
    assert index_words("<p>Bol, <b>bols</b> et BOL</p>") == "bol"


@given(st.text())
def test_reading_a_folded_text_again_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_a_word_typed_alone_is_read_as_in_its_text(text):
    for typed in text.split():
        assert set(words(typed)) <= set(words(text))
