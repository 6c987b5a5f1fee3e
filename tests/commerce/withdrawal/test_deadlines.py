"""Every deadline over ten years of calendars."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commerce.settlement.calendar import withdrawal_ends_on
from commerce.withdrawal import deadlines, surcharge
from commerce.working_days import is_working_day

days = some.dates(date(2026, 1, 1), date(2036, 12, 31))


@given(days, some.sampled_from(["return_by", "answer_by", "arrives_by", "appeal_by"]))
def test_a_deadline_is_a_working_day_and_only_weekends_and_holidays_lengthen_it(day, name):
    least = {"return_by": 14, "answer_by": 7, "arrives_by": 14, "appeal_by": 14}[name]
    last = getattr(deadlines, name)(day)
    assert is_working_day(last)
    assert last >= day + timedelta(days=least)
    between = [day + timedelta(days=n) for n in range(least, (last - day).days)]
    assert not any(is_working_day(each) for each in between)
    assert len(between) <= 4


@given(days, some.one_of(some.none(), some.integers(-1, 60)))
def test_a_refund_is_due_fourteen_days_after_the_declaration_or_with_what_secures_it(declared_on, later):
    secured_on = None if later is None else declared_on + timedelta(days=later)
    due_on = deadlines.refund_by(declared_on, secured_on)
    if secured_on is None:
        assert due_on is None
    else:
        assert due_on == max(declared_on + timedelta(days=14), secured_on)


@given(days)
def test_the_period_never_shrinks_as_receipts_come_later(received_on):
    assert withdrawal_ends_on(received_on) <= withdrawal_ends_on(received_on + timedelta(days=1))


def test_a_period_that_would_end_at_christmas_runs_to_the_monday_after():
    assert withdrawal_ends_on(date(2026, 12, 11)) == date(2026, 12, 28)


@given(some.integers(-30, 2_000))
def test_a_surcharge_never_falls_as_the_delay_grows_and_never_more_than_doubles_the_price(late):
    rate = surcharge.surcharge_rate(late)
    assert 0 <= rate <= 100
    assert (rate == 0) == (late <= 0)
    assert late <= 10 or rate >= surcharge.surcharge_rate(late - 1) or late == 11


@pytest.mark.parametrize(
    ("late", "rate"),
    [
        (0, 0),
        (1, surcharge.LEGAL_INTEREST_RATE),
        (11, 5),
        (21, 10),
        (31, 20),
        (61, 50),
        (91, 55),
        (121, 60),
        (999, 100),
    ],
)
def test_the_steps_of_the_law(late, rate):
    assert surcharge.surcharge_rate(late) == Decimal(rate)


def test_a_surcharge_is_in_cents():
    assert surcharge.surcharge_cents(4690, date(2026, 12, 1), date(2026, 12, 15)) == 235
