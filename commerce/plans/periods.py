"""Periods of a subscription: dates only, Europe/Paris. A period's end is the first day of the next one."""

from calendar import monthrange
from datetime import date

from commerce.plans.models import PlanChoice

_MONTHS = {PlanChoice.Period.MONTHLY: 1, PlanChoice.Period.YEARLY: 12}


def add_months(day, months):
    """The same day of the month, `months` later; in a shorter month, its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def period_of(anchor, period, day):
    """First day and end of the period that holds `day`, counted from `anchor`: the 31st comes back after February.

    Raises ValueError for a day before the anchor.
    """
    if day < anchor:
        raise ValueError(f"{day} lies before the first period, which begins on {anchor}.")
    months = _MONTHS[PlanChoice.Period(period)]
    count = ((day.year - anchor.year) * 12 + day.month - anchor.month) // months
    if add_months(anchor, count * months) > day:
        count -= 1
    return add_months(anchor, count * months), add_months(anchor, (count + 1) * months)


def first_of_next_month(day):
    """The first day of the month after `day`'s."""
    return add_months(day.replace(day=1), 1)
