"""The operator's calendar: opening slots in a pattern that follows the clock of Paris, and closing free ones."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from commerce.appointments.models import Slot
from commerce.working_days import is_public_holiday

PARIS = ZoneInfo("Europe/Paris")
#: What one pattern may open at most: a year of long days.
MOST_SLOTS = 5000
MOST_DAYS = 366


class TooMany(Exception):
    """A pattern that covers more than MOST_DAYS, or opens more than MOST_SLOTS."""


@dataclass(frozen=True)
class Pattern:
    """Which days, between which hours on the clock, and how long a call lasts. One day makes single slots."""

    first_day: date
    last_day: date
    starts: time
    ends: time
    minutes: int
    pause_minutes: int = 0
    weekdays: frozenset[int] = field(default_factory=lambda: frozenset(range(7)))
    on_public_holidays: bool = False

    def days(self) -> Iterator[date]:
        """The days of the pattern, without public holidays unless asked for. Raises TooMany."""
        count = (self.last_day - self.first_day).days + 1
        if count > MOST_DAYS:
            raise TooMany
        for number in range(count):
            day = self.first_day + timedelta(days=number)
            if day.weekday() in self.weekdays and (self.on_public_holidays or not is_public_holiday(day)):
                yield day


@dataclass(frozen=True)
class Opened:
    """How many slots a pattern opened, and how many it left out because something stands there already."""

    opened: int
    already_there: int


def moment_of(day: date, hour: time) -> datetime:
    """When the clock of Paris shows `hour` on that day, in UTC.

    An hour that the clock skips in March is the moment an hour later on the clock; one that it shows twice in October
    is the first of the two.
    """
    return datetime.combine(day, hour, PARIS).astimezone(UTC)


def times_of(pattern: Pattern) -> Iterator[tuple[datetime, datetime]]:
    """Beginning and end of each slot, in UTC, in order. Between two hours of a day time runs evenly, clock or not."""
    length, step = timedelta(minutes=pattern.minutes), timedelta(minutes=pattern.minutes + pattern.pause_minutes)
    for day in pattern.days():
        start, end = moment_of(day, pattern.starts), moment_of(day, pattern.ends)
        while start + length <= end:
            yield start, start + length
            start += step


@transaction.atomic
def open_slots(pattern: Pattern, *, now: datetime) -> Opened:
    """Open what the pattern names and hasn't passed. A slot that was closed opens again; one that would overlap
    another is left out, so that opening twice changes nothing. Raises TooMany before anything is opened.
    """
    wanted = [(start, end) for start, end in times_of(pattern) if start > now]
    if len(wanted) > MOST_SLOTS:
        raise TooMany
    if not wanted:
        return Opened(0, 0)
    free = _beside_open_ones(wanted)
    closed = {slot.starts_at: slot for slot in Slot.objects.filter(closed_at__isnull=False, **_within(wanted))}
    reopened, fresh = [], []
    for start, end in free:
        slot = closed.get(start) or Slot(starts_at=start)
        slot.ends_at, slot.closed_at = end, None
        (reopened if slot.pk else fresh).append(slot)
    Slot.objects.bulk_update(reopened, ["ends_at", "closed_at"], batch_size=500)
    Slot.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    return Opened(len(free), len(wanted) - len(free))


def _within(wanted):
    return {"starts_at__lt": wanted[-1][1], "ends_at__gt": wanted[0][0]}


def _beside_open_ones(wanted):
    """The wanted times that overlap no open slot. Both come in order, so one walk is enough."""
    standing = list(Slot.objects.filter(closed_at=None, **_within(wanted)).order_by("starts_at"))
    free, place = [], 0
    for start, end in wanted:
        while place < len(standing) and standing[place].ends_at <= start:
            place += 1
        if place == len(standing) or standing[place].starts_at >= end:
            free.append((start, end))
    return free


@transaction.atomic
def close(slot_ids, *, now: datetime) -> int:
    """Close those of the slots that nobody has taken. Returns how many; a taken one stays open."""
    free = Slot.objects.select_for_update().filter(pk__in=slot_ids, closed_at=None)
    untaken = set(Slot.objects.untaken().filter(pk__in=[slot.pk for slot in free]).values_list("pk", flat=True))
    return Slot.objects.filter(pk__in=untaken).update(closed_at=now)
