from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.plans.periods import add_months, first_of_next_month, period_of

DAYS = st.dates(date(2023, 1, 1), date(2032, 12, 31))
PERIODS = st.sampled_from(["monthly", "yearly"])


@given(DAYS, PERIODS, st.integers(0, 4000))
def test_every_day_lies_in_exactly_one_period(anchor, period, later):
    day = anchor + timedelta(days=later)
    starts_on, ends_on = period_of(anchor, period, day)
    assert starts_on <= day < ends_on
    assert period_of(anchor, period, starts_on) == (starts_on, ends_on)
    assert period_of(anchor, period, ends_on)[0] == ends_on
    assert period_of(anchor, period, ends_on - timedelta(days=1)) == (starts_on, ends_on)


@given(DAYS, PERIODS, st.integers(0, 4000))
def test_a_period_begins_on_the_anchors_day_or_on_the_last_of_a_shorter_month(anchor, period, later):
    starts_on, _ = period_of(anchor, period, anchor + timedelta(days=later))
    is_last = (starts_on + timedelta(days=1)).day == 1
    assert starts_on.day == anchor.day or (is_last and starts_on.day < anchor.day)


@pytest.mark.parametrize(
    ("anchor", "months", "day"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 1, 31), 2, date(2027, 3, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 30), 2, date(2027, 2, 28)),
    ],
)
def test_the_31st_comes_back_after_february(anchor, months, day):
    assert add_months(anchor, months) == day


def test_no_day_lies_before_the_first_period():
    with pytest.raises(ValueError, match="before the first period"):
        period_of(date(2027, 1, 2), "monthly", date(2027, 1, 1))


def test_the_month_after_december_is_january():
    assert first_of_next_month(date(2026, 12, 31)) == date(2027, 1, 1)
