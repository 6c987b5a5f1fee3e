"""The price that a reduction is measured by: the lowest of the 30 days before it. Pure; amounts are cents.

Art. L112-1-1 of the code de la consommation, which transposes art. 6a of directive 98/6/EC; its guidance
(2021/C 526/02) says what successive reductions are. The per cent announced is computed from that price
(CJEU, C-330/23, Aldi Süd).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

DAYS = 30


@dataclass(frozen=True)
class Reduction:
    """A promotion as one piece met it: from when to when, its end not included, and what it makes of a price.

    `lowered` returns None where the promotion doesn't reach such a price.
    """

    starts_at: datetime
    ends_at: datetime
    lowered: Callable[[int], int | None]

    def covers(self, moment):
        """Whether it ran at that moment."""
        return self.starts_at <= moment < self.ends_at


@dataclass(frozen=True)
class Stretch:
    """A time without any change: what was asked (None: nobody could see it), and whether a promotion ran."""

    starts_at: datetime
    asked: int | None
    is_reduced: bool


def prior_price(changes, reductions, now):
    """The price to cross out at `now`, or None where the law allows none: nothing to compare, or nothing is saved.

    `changes` are (moment, cents or None) of the price outside promotions, oldest first, None while nobody saw the
    piece; `reductions` are those that met it. Reductions that follow one another without a break, each no dearer than
    the one before, are one campaign, measured by what came before the first.
    """
    stretches = _stretches(changes, reductions, now)
    if not stretches or not stretches[-1].is_reduced or stretches[-1].asked is None:
        return None
    began_at = _campaign(stretches)
    lowest = min(_asked_between(stretches, days_before(began_at, DAYS), began_at), default=None)
    return lowest if lowest is not None and lowest > stretches[-1].asked else None


def days_before(moment, days):
    """The same hour so many days earlier on the clocks of Paris, summer or winter."""
    return timezone.localtime(moment) - timedelta(days=days)


def _stretches(changes, reductions, now):
    """The life of the piece up to `now`, cut wherever its price or a promotion changes."""
    cuts = {moment for moment, _cents in changes}
    cuts |= {moment for reduction in reductions for moment in (reduction.starts_at, reduction.ends_at)}
    stretches, price, coming = [], None, list(changes)
    for moment in sorted(cut for cut in cuts if cut <= now):
        while coming and coming[0][0] <= moment:
            price = coming.pop(0)[1]
        stretches.append(_stretch(moment, price, [each for each in reductions if each.covers(moment)]))
    return stretches


def _stretch(moment, price, running):
    if price is None:
        return Stretch(moment, None, bool(running))
    lowered = [cents for each in running if (cents := each.lowered(price)) is not None and cents < price]
    return Stretch(moment, min(lowered, default=price), bool(lowered))


def _campaign(stretches):
    """When the reductions began of which the last stretch is the end. Hidden times under a promotion don't count."""
    began_at, asked = stretches[-1].starts_at, stretches[-1].asked
    for stretch in reversed(stretches[:-1]):
        if not stretch.is_reduced or (stretch.asked is not None and stretch.asked < asked):
            break
        if stretch.asked is not None:
            began_at, asked = stretch.starts_at, stretch.asked
    return began_at


def _asked_between(stretches, begin, end):
    """Every price that was asked at some moment from `begin` to `end`, which isn't included."""
    ends = [stretch.starts_at for stretch in stretches[1:]] + [end]
    for stretch, stretch_ends_at in zip(stretches, ends, strict=True):
        if stretch.asked is not None and stretch.starts_at < end and stretch_ends_at > begin:
            yield stretch.asked
