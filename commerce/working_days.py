"""Working days in metropolitan France, for promises to buyers and for legal periods."""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=1)
def _public_holidays():
    return holidays.France()


def is_working_day(day: date) -> bool:
    """Neither Saturday, nor Sunday, nor a public holiday (art. L3133-1 Code du travail)."""
    return day.weekday() < 5 and day not in _public_holidays()


def is_public_holiday(day: date) -> bool:
    """Whether metropolitan France keeps that day (art. L3133-1 Code du travail), whatever day of the week it is."""
    return day in _public_holidays()


def working_days_after(day: date, count: int, is_worked=is_working_day) -> date:
    """The day that lies `count` working days after `day`; with 0, `day` itself or the next working day.

    `is_worked` says of a day whether it counts, for whom works on fewer days than others.
    """
    while count > 0:
        day += timedelta(days=1)
        count -= is_worked(day)
    return next_working_day(day, is_worked)


def next_working_day(day: date, is_worked=is_working_day) -> date:
    """`day` itself if it is worked, else the first one after it."""
    while not is_worked(day):
        day += timedelta(days=1)
    return day
