"""Slots follow the clock of Paris, on both sides of every change of the hour."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.appointments import openings
from commerce.appointments.models import Slot
from commerce.appointments.openings import Pattern, TooMany, close, open_slots, times_of
from tests.commerce.appointments.conftest import NOW, PARIS
from tests.factories import AppointmentFactory, SlotFactory

TEN_YEARS = range(2026, 2036)


def last_sunday(year, month):
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def on_the_clock(pattern):
    return [(start.astimezone(PARIS).date(), start.astimezone(PARIS).time()) for start, _end in times_of(pattern)]


@pytest.mark.parametrize("month", [3, 10])
@pytest.mark.parametrize("year", TEN_YEARS)
def test_nine_stays_nine_on_both_sides_of_the_change_of_hour(year, month):
    change = last_sunday(year, month)
    pattern = Pattern(change - timedelta(days=7), change + timedelta(days=7), time(9), time(12), 30)
    pattern = Pattern(**{**vars(pattern), "on_public_holidays": True})
    found = on_the_clock(pattern)
    hours = [time(9), time(9, 30), time(10), time(10, 30), time(11), time(11, 30)]
    days = [pattern.first_day + timedelta(days=number) for number in range(15)]
    assert found == [(day, hour) for day in days for hour in hours]


@pytest.mark.parametrize("year", TEN_YEARS)
def test_the_missing_hour_has_no_slot_and_the_doubled_hour_has_each_of_its_halves_twice(year):
    march = Pattern(last_sunday(year, 3), last_sunday(year, 3), time(1), time(4), 30, on_public_holidays=True)
    hours = [hour for _day, hour in on_the_clock(march)]
    assert hours == [time(1), time(1, 30), time(3), time(3, 30)]
    october = Pattern(last_sunday(year, 10), last_sunday(year, 10), time(1), time(4), 30)
    starts = [start for start, _end in times_of(october)]
    assert len(starts) == len(set(starts)) == 8
    assert {later - earlier for earlier, later in pairwise(starts)} == {timedelta(minutes=30)}


@given(
    first=st.dates(date(2026, 1, 1), date(2035, 12, 1)),
    days=st.integers(0, 20),
    starts=st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
    ends=st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
    minutes=st.integers(5, 240),
    pause=st.integers(0, 60),
    weekdays=st.frozensets(st.integers(0, 6)),
)
def test_slots_never_overlap_never_stretch_and_stand_on_real_moments_of_the_clock(
    first, days, starts, ends, minutes, pause, weekdays
):
    pattern = Pattern(first, first + timedelta(days=days), starts, ends, minutes, pause, weekdays)
    times = list(times_of(pattern))
    assert all(end - start == timedelta(minutes=minutes) for start, end in times)
    assert all(later >= end for (_start, end), (later, _end) in pairwise(times))
    for start, end in times:
        local = start.astimezone(PARIS)
        assert start.tzinfo is UTC
        assert local.replace(tzinfo=None).astimezone(PARIS) == start or local.fold
        assert local.date().weekday() in weekdays
        assert end <= openings.moment_of(local.date(), ends)


def test_public_holidays_stay_closed_unless_asked_for():
    christmas_week = Pattern(date(2026, 12, 21), date(2026, 12, 27), time(9), time(10), 60)
    assert [day.day for day, _ in on_the_clock(christmas_week)] == [21, 22, 23, 24, 26, 27]
    asked = Pattern(**{**vars(christmas_week), "on_public_holidays": True})
    assert [day.day for day, _ in on_the_clock(asked)] == [21, 22, 23, 24, 25, 26, 27]


WEEK = Pattern(date(2026, 12, 1), date(2026, 12, 11), time(9), time(11), 30, 30, frozenset({1, 3}))


@pytest.mark.django_db
def test_what_has_passed_is_not_opened_and_opening_twice_changes_nothing():
    assert open_slots(WEEK, now=NOW) == openings.Opened(5, 0)  # Thursday at 10:00, then 8 and 10 December.
    assert Slot.objects.first().starts_at == datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
    assert open_slots(WEEK, now=NOW) == openings.Opened(0, 5)
    assert Slot.objects.count() == 5


@pytest.mark.django_db
def test_a_slot_that_would_overlap_another_is_left_out():
    SlotFactory(starts_at=datetime(2026, 12, 8, 9, 15, tzinfo=PARIS))
    assert open_slots(WEEK, now=NOW) == openings.Opened(4, 1)


@pytest.mark.django_db
def test_free_slots_close_and_open_again_and_taken_ones_stay():
    open_slots(WEEK, now=NOW)
    taken = AppointmentFactory(slot=Slot.objects.last()).slot
    assert close(Slot.objects.values_list("pk", flat=True), now=NOW) == 4
    assert list(Slot.objects.filter(closed_at=None)) == [taken]
    assert open_slots(WEEK, now=NOW) == openings.Opened(4, 1)
    assert Slot.objects.filter(closed_at=None).count() == 5


@pytest.mark.django_db
def test_a_pattern_for_ever_is_refused_before_anything_is_opened():
    for pattern in (
        Pattern(date(2026, 12, 4), date(9999, 12, 31), time(9), time(12), 30),
        Pattern(date(2026, 12, 4), date(2027, 12, 3), time(0), time(23, 59), 5),
    ):
        with pytest.raises(TooMany):
            open_slots(pattern, now=NOW)
    assert not Slot.objects.exists()


@pytest.mark.django_db
def test_opening_a_season_takes_as_many_queries_as_opening_a_day(django_assert_max_num_queries):
    season = Pattern(date(2026, 12, 4), date(2027, 3, 4), time(9), time(12), 30)
    with django_assert_max_num_queries(7):
        assert open_slots(season, now=NOW).opened == 91 * 6 - 12
