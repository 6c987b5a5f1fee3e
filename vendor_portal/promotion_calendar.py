"""The months around today as a picture: one bar per promotion. Plain numbers, for an SVG."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

WIDTH, LINE, TOP = 340, 24, 24
BEFORE, AFTER = timedelta(days=30), timedelta(days=60)
NARROWEST = 3


@dataclass(frozen=True)
class Bar:
    """A promotion between two places of the picture."""

    name: str
    x: int
    y: int
    width: int
    is_running: bool


@dataclass(frozen=True)
class Calendar:
    """What the picture draws: bars, first days of months as (x, name), and where today is."""

    bars: list[Bar]
    months: list[tuple[int, str]]
    today: int
    height: int
    width: int = WIDTH


def calendar_of(promotions, *, now):
    """The promotions from a month ago to two months ahead, or None where there is nothing to draw."""
    begin, finish = now - BEFORE, now + AFTER
    seen = sorted(
        (each for each in promotions if each.ends_at > begin and each.starts_at < finish),
        key=lambda each: (each.starts_at, each.pk),
    )
    if not seen:
        return None
    bars = [_bar(each, TOP + LINE * place, begin, finish, now) for place, each in enumerate(seen)]
    return Calendar(bars, _months(begin, finish), _place(now, begin), TOP + LINE * len(seen))


def _place(moment, begin):
    return round((moment - begin) / (BEFORE + AFTER) * WIDTH)


def _bar(promotion, y, begin, finish, now):
    left = _place(max(promotion.starts_at, begin), begin)
    right = _place(min(promotion.ends_at, finish), begin)
    return Bar(promotion.name, left, y, max(right - left, NARROWEST), promotion.runs_at(now))


def _months(begin, finish):
    first = timezone.localtime(begin).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    months = []
    while first < finish:
        if first >= begin:
            months.append((_place(first, begin), date_format(first, "F")))
        first = (first + timedelta(days=32)).replace(day=1)
    return months
