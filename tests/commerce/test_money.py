from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.money import allocate, percentage, to_cents, to_euros
from commerce.money_format import euros


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_parts_always_add_up_to_the_whole(total, weights):
    parts = allocate(total, weights)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**6), min_size=1, max_size=30))
def test_no_part_is_a_cent_away_from_its_exact_share(total, weights):
    for part, weight in zip(allocate(total, weights), weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


def test_a_part_without_weight_gets_nothing():
    assert allocate(100, [0, 1, 1]) == [0, 50, 50]


def test_ties_go_to_the_earlier_part():
    assert allocate(100, [1, 1, 1]) == [34, 33, 33]


@given(st.integers(0, 10**12))
def test_cents_survive_the_way_to_euros_and_back(cents):
    assert to_cents(to_euros(cents)) == cents


def test_half_a_cent_is_rounded_up():
    assert to_cents(Decimal("1.005")) == 101
    assert percentage(645, Decimal(30)) == 194


def test_money_is_never_a_float():
    with pytest.raises(TypeError):
        to_cents(1.1)


def test_amounts_are_written_as_french_people_write_them():
    assert euros(123450) == "1\u202f234,50\u00a0€"
    assert euros(Decimal("12.5")) == "12,50\u00a0€"
