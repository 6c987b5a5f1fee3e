"""Telephone numbers, as people of France type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.appointments.phone import NotFrench, french_number, readable


@pytest.mark.parametrize(
    ("typed", "kept", "read"),
    [
        ("06 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("0612345678", "+33612345678", "06 12 34 56 78"),
        ("+33 (0)6.12.34.56.78", "+33612345678", "06 12 34 56 78"),
        ("0033 3 86 12 34 56", "+33386123456", "03 86 12 34 56"),
        ("09 72 12 34 56", "+33972123456", "09 72 12 34 56"),
        ("0692 12 34 56", "+262692123456", "+262 692 12 34 56"),
        ("0590 27 12 34", "+590590271234", "+590 590 27 12 34"),
    ],
)
def test_french_numbers_are_understood_however_they_are_typed(typed, kept, read):
    assert french_number(typed) == kept
    assert readable(kept) == read


@pytest.mark.parametrize(
    "typed", ["", "12", "06 12 34 56", "+32 470 12 34 56", "0899 12 34 56", "08 00 12 34 56", "abc", "\x00", "🫖" * 10]
)
def test_what_nobody_in_france_answers_is_refused(typed):
    with pytest.raises(NotFrench):
        french_number(typed)


@given(st.text(max_size=40))
def test_nothing_typed_breaks_it(typed):
    with suppress(NotFrench):
        assert french_number(french_number(typed)) == french_number(typed)
