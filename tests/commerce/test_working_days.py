from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.working_days import is_working_day, next_working_day, working_days_after


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 4, date(2026, 11, 27)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 5, 13), 1, date(2026, 5, 15)),
    ],
)
def test_weekends_and_public_holidays_are_skipped(start, count, end):
    assert working_days_after(start, count) == end


@given(st.dates(date(2025, 1, 1), date(2036, 1, 1)), st.integers(0, 30))
def test_a_promise_always_falls_on_a_working_day(start, count):
    end = working_days_after(start, count)
    assert is_working_day(end)
    assert (end - start).days >= count


def test_a_working_day_is_its_own_next_one():
    assert next_working_day(date(2026, 11, 23)) == date(2026, 11, 23)
    assert next_working_day(date(2026, 11, 21)) == date(2026, 11, 23)
