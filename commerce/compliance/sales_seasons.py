"""When a shop may say « soldes »: art. L310-3 and D310-15-2 of the code de commerce.

It lasts four weeks (arrêté of 27 May 2019).

Winter: the second Wednesday of January at 8:00, the first one if that falls after the 12th. Summer: the last Wednesday
of June at 8:00, the one before if that falls after the 28th. National dates rule sellers at a distance, wherever they
live. The operator's `SalesSeason` replaces the season that it touches. Only goods that were offered for a month when
the season begins may be in it. Moments are in Europe/Paris.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from commerce.compliance.models import PriceChange, SalesSeason

WEEKS = 4
EIGHT = time(8)
WEDNESDAY = 2
#: The operator's dates replace the law's whose beginning is less than this away.
SAME_SEASON = timedelta(days=60)


def says_sales(text):
    """Whether a text uses the word, in the singular or plural, whatever its capitals and accents."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.search(r"(?<![a-z])soldes?(?![a-z])", plain) is not None


def is_sales_season(starts_at, ends_at):
    """Whether the whole time from `starts_at` to `ends_at` lies in one legal season."""
    return any(begin <= starts_at and ends_at <= end for begin, end in seasons(starts_at))


def seasons(now):
    """The seasons of the year before, of this and of the next year, as (begin, end), the end not included."""
    written = list(SalesSeason.objects.values_list("starts_at", "ends_at"))
    year = timezone.localtime(now).year
    lawful = [_season(day(each)) for each in (year - 1, year, year + 1) for day in (winter_day, summer_day)]
    kept = [season for season in lawful if not any(abs(season[0] - begin) < SAME_SEASON for begin, _end in written)]
    return sorted([*written, *kept])


def too_recent(products, moment):
    """Of a queryset of products, variants aside, those that can't be in the season in which `moment` lies.

    The price history knows since when somebody could see a piece, or a variant of it. Outside a season, all of them.
    """
    begin = next((begin for begin, end in seasons(moment) if begin <= moment < end), None)
    if begin is None:
        return products
    offered = PriceChange.objects.filter(price__isnull=False, since__lte=_month_before(begin))
    is_old = Exists(offered.filter(stockrecord__product=OuterRef("pk")))
    is_old |= Exists(offered.filter(stockrecord__product__parent=OuterRef("pk")))
    return products.exclude(is_old)


def _month_before(moment):
    """The same day and hour of the month before on the clocks of Paris, or its last day."""
    local = timezone.localtime(moment)
    last = local.date().replace(day=1) - timedelta(days=1)
    day = last.replace(day=min(local.day, last.day))
    return timezone.make_aware(datetime.combine(day, local.time()))


def winter_day(year):
    """The first day of the winter season."""
    second = _wednesday_from(date(year, 1, 8))
    return second if second.day <= 12 else second - timedelta(days=7)


def summer_day(year):
    """The first day of the summer season."""
    last = _wednesday_from(date(year, 6, 24))
    return last if last.day <= 28 else last - timedelta(days=7)


def _wednesday_from(day):
    return day + timedelta(days=(WEDNESDAY - day.weekday()) % 7)


def _season(day):
    begin = timezone.make_aware(datetime.combine(day, EIGHT))
    return begin, timezone.make_aware(datetime.combine(day + timedelta(weeks=WEEKS), time.min))
