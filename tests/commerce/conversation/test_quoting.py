"""Above the quote and the signature, whatever program wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.conversation.quoting import MARKER, answer_in, words_of_page

BELOW = [
    f"> {MARKER}\n>\n> Léa R. vous écrit :",
    f"{MARKER}\nLéa R. vous écrit :",
    "Le lun. 30 nov. 2026 à 09:12, MonQuibus <bonjour@monquibus.example> a écrit :\n> Bonjour",
    "Le lun. 30 nov. 2026 à 09:12, MonQuibus\n<bonjour@monquibus.example> a écrit :\n\n> Bonjour",
    "On Mon, Nov 30, 2026 at 9:12 AM MonQuibus <bonjour@monquibus.example> wrote:\n> Bonjour",
    "-----Message d’origine-----\nBonjour",
    "De : MonQuibus <bonjour@monquibus.example>\nEnvoyé : lundi 30 novembre 2026 09:12\nObjet : un message",
    "________________________________\nDe : MonQuibus",
    "-- \nAtelier Lemoine\n06 12 34 56 78",
    "Envoyé de mon iPhone",
    "> tout ce qui était dit\n> et le reste",
]


@pytest.mark.parametrize("below", BELOW)
def test_only_the_answer_is_left(below):
    assert answer_in(f"Oui, il est étanche.\r\n\r\nBelle journée\r\n\r\n{below}") == (
        "Oui, il est étanche.\n\nBelle journée"
    )


def test_sentences_that_look_a_little_like_a_quote_stay():
    text = "Le bol est prêt.\nDe : rien, avec plaisir\nOn Monday we wrote\nLe prix est de 40 €, comme écrit :\n- ici"
    assert answer_in(text) == text


def test_the_words_of_a_page_leave_out_quotes_styles_and_scripts():
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><p>Oui&nbsp;!</p><div>Il est<br>étanche</div>"
        "<script>alert(1)</script><blockquote><p>Bonjour</p></blockquote></body>"
    )
    assert words_of_page(page).split() == ["Oui", "!", "Il", "est", "étanche"]


@given(st.text(max_size=400))
def test_nothing_breaks_and_nothing_is_added(text):
    answer = answer_in(text)
    assert len(answer) <= len(text)
    words_of_page(text)
