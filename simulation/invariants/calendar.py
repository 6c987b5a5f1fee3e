"""French working days, stated a second time: nothing here is shared with the rules that it judges."""

from datetime import timedelta
from functools import cache

from dateutil.easter import easter

#: (month, day) of the public holidays that don't move.
FIXED = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
#: Days after Easter Sunday: its Monday, Ascension, the Monday of Whitsun.
AFTER_EASTER = (1, 39, 50)


@cache
def _holidays(year):
    return {easter(year) + timedelta(days=days) for days in AFTER_EASTER}


def is_worked(day):
    """Neither at the week-end nor a public holiday."""
    return day.weekday() < 5 and (day.month, day.day) not in FIXED and day not in _holidays(day.year)


def last_day(first, days):
    """So many days after `first`; one that isn't worked runs to the next that is."""
    day = first + timedelta(days=days)
    while not is_worked(day):
        day += timedelta(days=1)
    return day
