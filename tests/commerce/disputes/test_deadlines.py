"""Days of disputes over ten years of calendars: never a last day off work, the guarantee to the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.disputes import deadlines
from commerce.working_days import is_working_day

DAYS = st.dates(date(2026, 1, 1), date(2036, 1, 1))


@given(day=DAYS)
def test_who_has_to_act_has_a_worked_last_day_and_no_less_time_than_promised(day):
    for last_day, least in (
        (deadlines.answer_by, 3),
        (deadlines.insist_by, 7),
        (deadlines.check_by, 14),
        (deadlines.decide_by, 5),
        (deadlines.report_by, 60),
    ):
        assert is_working_day(last_day(day))
        assert least <= (last_day(day) - day).days <= least + 7
    between = (day + timedelta(days=n) for n in range(1, (deadlines.answer_by(day) - day).days + 1))
    assert sum(map(is_working_day, between)) in (deadlines.ANSWER_DAYS, deadlines.ANSWER_DAYS + 1)


@given(day=DAYS)
def test_a_remedy_takes_thirty_days_and_the_guarantee_two_years_to_the_day(day):
    assert (deadlines.remedy_by(day) - day).days == 30
    end = deadlines.guarantee_ends_on(day)
    assert (end.year, end.month) == (day.year + 2, day.month)
    assert end.day == day.day or (day.month, day.day, end.day) == (2, 29, 28)
    assert deadlines.presumption_ends_on(day) == end
    assert deadlines.presumption_ends_on(day, second_hand=True).year == day.year + 1


@given(day=DAYS)
def test_later_is_never_sooner(day):
    for last_day in (deadlines.answer_by, deadlines.insist_by, deadlines.check_by, deadlines.guarantee_ends_on):
        assert last_day(day) <= last_day(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("opened", "last"),
    [
        (date(2026, 11, 27), date(2026, 12, 2)),  # A Friday: Monday, Tuesday, Wednesday.
        (date(2026, 12, 23), date(2026, 12, 29)),  # Christmas doesn't count.
        (date(2028, 2, 29), date(2028, 3, 3)),
    ],
)
def test_three_working_days_to_answer(opened, last):
    assert deadlines.answer_by(opened) == last
