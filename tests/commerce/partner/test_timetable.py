from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.partner.absence import Absence
from commerce.partner.timetable import ExceptionalDay, NotHours, Timetable, hours_in_words, read_hours
from commerce.shipping.models import DeliveryMode
from commerce.shipping.options import promised_day
from commerce.working_days import is_working_day

MORNING = (("09:00", "12:00"),)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
COLLECT, HOME = DeliveryMode(kind="collect"), DeliveryMode(kind="home", transit_days=2)
OWN = DeliveryMode(kind="own", transit_days=0)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9h-12h, 14h-18h30", (("09:00", "12:00"), ("14:00", "18:30"))),
        ("09:00 – 12:00 et 14 h à 18 h 30", (("09:00", "12:00"), ("14:00", "18:30"))),
        ("9\u00a0h – 24\u00a0h", (("09:00", "24:00"),)),
        ("", ()),
    ],
)
def test_hours_are_read_as_people_write_them(text, hours):
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    "text", ["matin", "12h-9h", "9h-12h, 11h-14h", "9h70-10h", "25h-26h", "9-12", "\x00", "9" * 80]
)
def test_what_is_not_hours_is_refused(text):
    with pytest.raises(NotHours):
        read_hours(text)


@given(st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=6, unique=True).filter(lambda x: len(x) % 2 == 0))
def test_hours_in_words_are_read_back(minutes):
    moments = [f"{minute // 60:02}:{minute % 60:02}" for minute in sorted(minutes)]
    spans = tuple(zip(moments[::2], moments[1::2], strict=True))
    assert read_hours(hours_in_words(spans)) == spans


def test_a_closing_day_is_no_day_of_preparation():
    usual = promised_day(HOME, 3, now=MONDAY)
    closed = promised_day(HOME, 3, timetable=Timetable(closed_weekdays=(1,)), now=MONDAY)
    assert (usual, closed) == (date(2026, 11, 30), date(2026, 12, 1))


def test_an_exceptional_closing_counts_too():
    shut = Timetable(exceptions=(ExceptionalDay(date(2026, 11, 24)),))
    assert promised_day(HOME, 3, timetable=shut, now=MONDAY) == date(2026, 12, 1)


def test_goods_are_collected_on_a_day_with_hours():
    saturdays = Timetable(pickup={5: MORNING})
    assert promised_day(COLLECT, 1, timetable=saturdays, now=MONDAY) == date(2026, 11, 28)


def test_an_exception_opens_or_shuts_one_day():
    shut = ExceptionalDay(date(2026, 11, 28))
    opened = ExceptionalDay(date(2026, 11, 29), MORNING)
    assert promised_day(COLLECT, 1, timetable=Timetable(pickup={5: MORNING}, exceptions=(shut,)), now=MONDAY) == date(
        2026, 12, 5
    )
    both = Timetable(pickup={5: MORNING}, exceptions=(shut, opened))
    assert promised_day(COLLECT, 1, timetable=both, now=MONDAY) == date(2026, 11, 29)


def test_nobody_collects_while_the_maker_is_away():
    away = Absence(datetime(2026, 11, 27, 23, tzinfo=UTC), datetime(2026, 12, 1, 23, tzinfo=UTC), False)
    saturdays = Timetable(pickup={5: MORNING})
    assert promised_day(COLLECT, 1, absences=[away], timetable=saturdays, now=MONDAY) == date(2026, 12, 5)


def test_a_maker_delivers_on_delivery_days():
    assert promised_day(OWN, 1, timetable=Timetable(delivery={3: MORNING}), now=MONDAY) == date(2026, 11, 26)


def test_a_workshop_without_any_day_left_still_answers():
    saturdays = tuple(ExceptionalDay(date(2026, 11, 28) + timedelta(7 * n)) for n in range(10))
    shut = Timetable(pickup={5: MORNING}, exceptions=saturdays)
    assert promised_day(COLLECT, 1, timetable=shut, now=MONDAY) == date(2026, 11, 24)


def test_words_say_days_of_the_same_hours_together_and_what_is_exceptional():
    timetable = Timetable(
        pickup={1: MORNING, 2: MORNING, 5: (("10:00", "18:30"),)},
        exceptions=(ExceptionalDay(date(2026, 12, 24), note="réveillon"), ExceptionalDay(date(2020, 1, 1))),
    )
    assert timetable.pickup_words(date(2026, 11, 30), "Sonnez fort.") == [
        "Retrait à l’atelier\u00a0: mardi, mercredi, 9\u00a0h – 12\u00a0h\u202f; "
        "samedi, 10\u00a0h – 18\u00a0h\u00a030",
        "jeudi 24 décembre\u00a0: fermé (réveillon)",
        "Sonnez fort.",
    ]
    assert Timetable.from_json(timetable.as_json()) == timetable
    assert Timetable.from_json({}) == Timetable()


days = st.dates(date(2026, 1, 1), date(2036, 12, 31))


@given(
    day=days,
    preparation=st.integers(0, 40),
    transit=st.integers(0, 10),
    closed=st.sets(st.integers(0, 4), max_size=4),
    shut=st.lists(days, max_size=3),
)
def test_over_ten_years_preparation_never_counts_a_closed_day(day, preparation, transit, closed, shut):
    timetable = Timetable(closed_weekdays=tuple(closed), exceptions=tuple(ExceptionalDay(each) for each in shut))
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    promised = promised_day(DeliveryMode(kind="home", transit_days=transit), preparation, timetable=timetable, now=now)
    assert is_working_day(promised)
    between = [day + timedelta(n) for n in range(1, (promised - day).days + 1)]
    assert sum(map(is_working_day, between)) >= preparation + transit
    assert sum(map(timetable.prepares_on, between)) >= preparation
    assert promised <= promised_day(
        DeliveryMode(kind="home", transit_days=transit), preparation + 1, timetable=timetable, now=now
    )


def test_hours_in_a_vendors_own_words_say_what_they_are_for_where_nothing_else_does():
    timetable = Timetable.from_json({})
    assert timetable.pickup_words(date(2026, 11, 30), "Le jeudi\nSonnez fort.") == [
        "Retrait à l’atelier\u00a0: Le jeudi",
        "Sonnez fort.",
    ]
    assert timetable.words(date(2026, 11, 30), "Le jeudi") == ["Le jeudi"]
