"""Holidays: read from the clock at every minute, never two at once, and dates that nobody has to correct by hand."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from commerce.checkout import placement, promise
from commerce.order import lifecycle
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.partner import holidays
from commerce.partner.absence import Absence
from commerce.partner.models import Holiday, Partner
from commerce.shipping.models import DeliveryMode
from commerce.shipping.options import promised_day
from commerce.working_days import working_days_after
from tests.commerce.baskets import basket_of, placed, submission
from tests.factories import ProductFactory, VendorFactory

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=PARIS)
MINUTE = timedelta(minutes=1)
FIRST, BACK = date(2026, 12, 1), date(2026, 12, 15)


@pytest.fixture
def vendor(db):
    return VendorFactory(name="Terre Courbe")


def planned(vendor, first_day=FIRST, back_on=BACK, now=NOW, **more):
    holiday = holidays.plan(vendor, first_day=first_day, back_on=back_on, now=now, **more)
    vendor.refresh_from_db()
    return holiday


@pytest.mark.parametrize(
    ("first_day", "back_on"),
    [(FIRST, BACK), (date(2027, 3, 27), date(2027, 3, 29)), (date(2026, 10, 24), date(2026, 10, 26))],
    ids=["winter", "the clock goes forward", "the clock goes back"],
)
def test_a_shop_sells_until_midnight_in_paris_and_again_from_midnight_on(vendor, first_day, back_on):
    planned(vendor, first_day, back_on, now=datetime(2026, 10, 1, tzinfo=PARIS))
    starts = datetime(first_day.year, first_day.month, first_day.day, tzinfo=PARIS)
    ends = datetime(back_on.year, back_on.month, back_on.day, tzinfo=PARIS)
    for moment, sells in [(starts - MINUTE, True), (starts, False), (ends - MINUTE, False), (ends, True)]:
        assert vendor.sells_at(moment) == sells, moment
        assert Partner.objects.selling(moment).exists() == sells, moment
        with time_machine.travel(moment, tick=False):
            assert vendor.can_sell == sells


def test_a_week_end_of_the_spring_change_lasts_an_hour_less(vendor):
    holiday = planned(vendor, date(2027, 3, 27), date(2027, 3, 29))
    assert holiday.ends_at.timestamp() - holiday.starts_at.timestamp() == 47 * 3600


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15), st.booleans()), max_size=6), st.integers(0, 60 * 24))
@pytest.mark.django_db
def test_whatever_is_planned_no_two_overlap_and_the_row_says_what_the_table_says(wishes, minutes):
    vendor = VendorFactory(delivery_modes={})
    for start, length, paused in wishes:
        first_day = NOW.date() + timedelta(days=start)
        try:
            planned(vendor, first_day, first_day + timedelta(days=length), orders_paused=paused)
        except ValidationError:
            continue
    rows = list(vendor.holidays.order_by("starts_at"))
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(rows))
    moment = NOW + timedelta(minutes=minutes * 45)
    running = vendor.holidays.running(moment).first()
    assert vendor.holiday_at(moment) == (running.absence if running else None)
    assert Partner.objects.selling(moment).filter(pk=vendor.pk).exists() == vendor.sells_at(moment)


@pytest.mark.parametrize(
    ("first_day", "back_on"),
    [
        (FIRST, FIRST),
        (BACK, FIRST),
        (NOW.date() - timedelta(days=1), BACK),
        (date(2030, 1, 1), date(2030, 1, 2)),
        (FIRST, date(2028, 1, 1)),
        (NOW.date(), NOW.date()),
    ],
)
def test_dates_that_can_not_be_are_refused_and_nothing_is_kept(vendor, first_day, back_on):
    with pytest.raises(ValidationError):
        planned(vendor, first_day, back_on)
    assert not Holiday.objects.exists()


def test_planning_the_same_dates_twice_is_one_holiday_with_the_last_words(vendor):
    for message in ("Au revoir", "À bientôt"):
        planned(vendor, message=message)
    assert Holiday.objects.get().message == vendor.absences[0].message == "À bientôt"


def test_leaving_today_begins_at_once(vendor):
    planned(vendor, NOW.date(), BACK)
    assert vendor.sells_at(NOW - MINUTE)
    assert not vendor.sells_at(NOW)


def test_coming_back_early_opens_the_shop_again_and_calling_it_off_leaves_no_trace(vendor):
    holiday = planned(vendor)
    midway = datetime(2026, 12, 5, 8, 0, tzinfo=PARIS)
    for _twice in range(2):
        holidays.end(holiday, now=midway)
    vendor.refresh_from_db()
    assert (vendor.sells_at(midway), vendor.holidays.get().ends_at) == (True, midway)
    later = planned(vendor, date(2027, 1, 4), date(2027, 1, 9))
    for _twice in range(2):
        holidays.end(later, now=midway)
    vendor.refresh_from_db()
    assert (vendor.holidays.count(), vendor.absences) == (1, [])


def test_what_has_begun_keeps_its_beginning_and_what_is_over_stays_as_it_was(vendor):
    holiday = planned(vendor)
    wanted = {"first_day": date(2026, 12, 10), "message": "", "orders_paused": False}
    holidays.change(holiday, **wanted, back_on=date(2026, 12, 20), now=datetime(2026, 12, 5, tzinfo=PARIS))
    assert (holiday.absence.first_day, holiday.absence.back_on) == (FIRST, date(2026, 12, 20))
    with pytest.raises(ValidationError):
        holidays.change(holiday, **wanted, back_on=date(2027, 2, 1), now=datetime(2026, 12, 20, tzinfo=PARIS))


def test_with_orders_open_the_delivery_counts_from_the_return(vendor):
    planned(vendor, orders_paused=False)
    mode = DeliveryMode(kind="home", transit_days=2)
    during = datetime(2026, 12, 3, tzinfo=PARIS)
    assert vendor.sells_at(during)
    promised = promised_day(mode, 2, absences=vendor.absences, now=during)
    assert promised == working_days_after(BACK, 4)


def test_what_can_not_be_ready_before_the_leave_is_promised_after_it(vendor):
    planned(vendor, orders_paused=False)
    mode = DeliveryMode(kind="collect")
    in_time, too_late = datetime(2026, 11, 26, tzinfo=PARIS), datetime(2026, 11, 30, 23, 59, tzinfo=PARIS)
    assert promised_day(mode, 2, absences=vendor.absences, now=in_time) == date(2026, 11, 30)
    assert promised_day(mode, 2, absences=vendor.absences, now=too_late) == working_days_after(BACK, 2)


@given(st.integers(0, 60), st.integers(0, 20), st.integers(0, 60), st.integers(1, 30))
def test_nothing_is_ever_promised_for_sooner_because_of_a_holiday(day, preparation, start, length):
    now = NOW + timedelta(days=day)
    starts = holidays.midnight(NOW.date() + timedelta(days=start))
    absence = Absence(starts, holidays.midnight(starts.astimezone(PARIS).date() + timedelta(days=length)), False)
    mode = DeliveryMode(kind="collect")
    promised = promised_day(mode, preparation, absences=[absence], now=now)
    assert promised >= promised_day(mode, preparation, now=now)
    assert not absence.first_day <= promised < absence.back_on


def test_an_order_placed_in_the_last_minute_is_honoured_though_it_is_paid_in_the_first_of_the_holiday(vendor):
    vase = ProductFactory(vendor=vendor)
    starts = planned(vendor).starts_at
    with time_machine.travel(starts - MINUTE, tick=False):
        order, too_late = placed(vase), submission(basket_of(vase))
    with time_machine.travel(starts, tick=False):
        assert lifecycle.confirm(order)
        with pytest.raises(UnableToPlaceOrder, match="Terre Courbe ne prend pas de commande"):
            placement.place(**too_late)


def test_a_recap_that_promised_an_earlier_day_is_read_again(vendor):
    basket = basket_of(ProductFactory(vendor=vendor))
    before = submission(basket)
    shown = promise.fingerprint(basket, before["shipping_method"], before["total"])
    assert promise.is_kept(shown, basket, before["shipping_method"], before["total"])
    planned(vendor, date(2026, 11, 20), BACK, now=datetime(2026, 11, 19, tzinfo=PARIS), orders_paused=False)
    after = submission(basket_of(basket.lines.get().product))
    assert not promise.is_kept(shown, basket, after["shipping_method"], after["total"])
