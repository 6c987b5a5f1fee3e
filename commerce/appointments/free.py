"""What visitors may still take, week by week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils import timezone

from commerce.appointments.models import Slot
from commerce.appointments.openings import PARIS, moment_of

#: Nobody opens a calendar farther ahead.
FARTHEST = timedelta(weeks=156)
#: A call can't be taken in the next minutes: somebody must see that it was.
NOTICE = timedelta(minutes=30)


@dataclass(frozen=True)
class Week:
    """Free slots of one week, by day, and the Mondays of the weeks before and after that have some; None if none."""

    monday: date
    days: list[tuple[date, list[Slot]]]
    previous: date | None
    following: date | None


def free_slots(now: datetime):
    """Slots that can be taken at this moment, first things first."""
    return Slot.objects.untaken().after(now + NOTICE)


def next_free(now: datetime, count: int) -> list[Slot]:
    """The next ones."""
    return list(free_slots(now)[:count])


def week_of(day: date | None, *, now: datetime) -> Week | None:
    """The week that contains `day`, or that of the next free slot. None when nothing is free at all.

    Four queries at most.
    """
    free = free_slots(now)
    first = free.first()
    if first is None:
        return None
    earliest = monday_of(local_day(first))
    monday = min(max(monday_of(day), earliest), earliest + FARTHEST) if day else earliest
    start, end = _midnight(monday), _midnight(monday + timedelta(days=7))
    after = free.filter(starts_at__gte=end).first()
    before = free.filter(starts_at__lt=start).last() if monday > earliest else None
    return Week(
        monday,
        list(by_day(free.filter(starts_at__gte=start, starts_at__lt=end))),
        before and monday_of(local_day(before)),
        after and monday_of(local_day(after)),
    )


def by_day(slots) -> Iterator[tuple[date, list[Slot]]]:
    """Slots that come in order, in bundles of Paris's days."""
    for day, bundle in groupby(slots, local_day):
        yield day, list(bundle)


def slots_of_day(day: date):
    """Every slot that begins on that day of Paris, closed ones too."""
    start, end = bounds_of(day)
    return Slot.objects.filter(starts_at__gte=start, starts_at__lt=end)


def bounds_of(day: date) -> tuple[datetime, datetime]:
    """The midnights around that day of Paris, in UTC: 23, 24 or 25 hours."""
    return _midnight(day), _midnight(day + timedelta(days=1))


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def local_day(slot) -> date:
    """The day of Paris on which it begins."""
    return timezone.localtime(slot.starts_at, PARIS).date()


def _midnight(day):
    return moment_of(day, time())
