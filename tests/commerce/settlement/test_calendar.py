from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commerce.settlement.calendar import latest_due, release_due_on, withdrawal_ends_on
from commerce.working_days import is_working_day

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
spans = st.timedeltas(timedelta(0), timedelta(days=40))

days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def received(on, confirmed_on=None):
    def noon(day):
        return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)

    return SimpleNamespace(received_at=on and noon(on), confirmed_at=noon(confirmed_on or on))


@pytest.mark.parametrize(
    ("received_on", "ends_on"),
    [
        (date(2026, 12, 11), date(2026, 12, 28)),  # Christmas, a Friday, then the week-end
        (date(2026, 11, 23), date(2026, 12, 7)),  # an ordinary Monday
        (date(2026, 11, 28), date(2026, 12, 14)),  # the fourteenth day is a Saturday
        (date(2026, 4, 30), date(2026, 5, 15)),  # Ascension Day
    ],
)
def test_the_right_to_withdraw_runs_to_the_next_working_day(received_on, ends_on):
    assert withdrawal_ends_on(received_on) == ends_on


@given(days)
def test_the_buyer_always_has_fourteen_days_and_ends_on_a_working_day(received_on):
    ends_on = withdrawal_ends_on(received_on)
    assert ends_on >= received_on + timedelta(days=14)
    assert is_working_day(ends_on)


def test_a_share_is_not_due_before_receipt():
    assert release_due_on(received(None, confirmed_on=date(2026, 11, 23))) is None


def test_a_share_is_due_the_day_after_the_right_to_withdraw():
    assert release_due_on(received(date(2026, 11, 25), confirmed_on=date(2026, 11, 23))) == date(2026, 12, 10)


def test_a_late_parcel_does_not_delay_the_promise_of_twenty_one_days():
    assert release_due_on(received(date(2026, 12, 5), confirmed_on=date(2026, 11, 23))) == date(2026, 12, 14)


def test_a_parcel_that_comes_after_the_promise_is_due_at_once():
    assert release_due_on(received(date(2027, 1, 5), confirmed_on=date(2026, 11, 23))) == date(2027, 1, 5)


def test_days_are_counted_in_paris():
    late_evening = SimpleNamespace(
        received_at=datetime(2026, 11, 24, 23, 30, tzinfo=UTC), confirmed_at=datetime(2026, 11, 23, 9, tzinfo=UTC)
    )
    assert release_due_on(late_evening) == date(2026, 12, 10)


@given(days, st.integers(0, 40))
def test_a_share_never_moves_before_receipt_nor_after_the_promise(confirmed_on, transit):
    received_on = confirmed_on + timedelta(days=transit)
    due_on = release_due_on(received(received_on, confirmed_on))
    assert received_on <= due_on <= max(received_on, confirmed_on + timedelta(days=21))


@given(moments, spans, spans)
def test_the_database_leaves_out_nothing_that_is_due(now, since_receipt, before_receipt):
    received_at = now - since_receipt
    part = SimpleNamespace(received_at=received_at, confirmed_at=received_at - before_receipt)
    if release_due_on(part) <= timezone.localdate(now):
        receipt, confirmation = latest_due(now)
        assert part.received_at <= receipt or part.confirmed_at <= confirmation
