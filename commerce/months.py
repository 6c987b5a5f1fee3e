"""Months in Europe/Paris: days, and the moments between which a month lies."""

from datetime import date, datetime, time

from django.utils import timezone


def month_of(moment):
    """First day of the month in which an aware moment lies."""
    return timezone.localdate(moment).replace(day=1)


def next_month(month):
    """First day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def start_of(day):
    """The aware moment at which a day begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def last_day(month):
    """Last day of the month."""
    return date.fromordinal(next_month(month).toordinal() - 1)
