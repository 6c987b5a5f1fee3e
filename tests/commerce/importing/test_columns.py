from contextlib import suppress
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from commerce.importing.columns import BY_KEY, folded, read_price
from commerce.money import to_cents, to_euros


@pytest.mark.parametrize(
    ("cell", "price"),
    [
        ("34,50", "34.50"),
        ("34.5", "34.50"),
        ("34", "34.00"),
        ("1\u202f234,50\u00a0€", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("EUR 12", "12.00"),
        ("", None),
    ],
)
def test_a_price_is_read_as_people_write_it(cell, price):
    assert read_price(cell) == price


@pytest.mark.parametrize("cell", ["trente", "1.234", "-3", "0", "0,001", "1e9", "NaN", "100000", "3,4,", "12 $", "٣"])
def test_what_is_no_price_is_refused(cell):
    with pytest.raises(ValidationError):
        read_price(cell)


@given(st.integers(1, 9_999_900))
def test_every_price_survives_the_way_out_and_back(cents):
    french = str(to_euros(cents)).replace(".", ",")
    assert to_cents(Decimal(read_price(french))) == cents


@given(st.text(max_size=60))
def test_no_cell_breaks_a_column(cell):
    for column in BY_KEY.values():
        with suppress(ValidationError):
            column.read(cell)


def test_headings_are_known_whatever_their_case_and_accents():
    assert folded("  RÉFÉRENCE ") == folded("reference") == "reference"
