"""What a shop's pieces were worth in a period: looks, baskets, orders, euros, beside the period before."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from commerce.analytics.models import ProductDay
from commerce.analytics.periods import Period
from commerce.months import start_of
from commerce.order.models import VendorOrder


@dataclass(frozen=True)
class Figures:
    """Looks at pages, baskets that took a piece, paid orders, and what buyers paid in cents, delivery included."""

    views: int = 0
    baskets: int = 0
    orders: int = 0
    cents: int = 0

    def __add__(self, other):
        return Figures(
            self.views + other.views,
            self.baskets + other.baskets,
            self.orders + other.orders,
            self.cents + other.cents,
        )

    @property
    def conversion(self):
        """Orders per hundred looks, to a tenth; None where nobody looked."""
        return conversion(self.orders, self.views)


def conversion(orders, views):
    """Orders per hundred looks, as a Decimal with one place; None without looks."""
    return (Decimal(100 * orders) / views).quantize(Decimal("0.1")) if views else None


@dataclass(frozen=True)
class Step:
    """A bar of the picture: its days, its figures, and those of the same step of the period before."""

    first: date
    last: date
    figures: Figures
    before: Figures


@dataclass(frozen=True)
class Statistics:
    """A period, its steps and sums."""

    period: Period
    steps: list[Step]

    @property
    def total(self):
        return sum((step.figures for step in self.steps), Figures())

    @property
    def before(self):
        return sum((step.before for step in self.steps), Figures())


def statistics_of(vendor, period):
    """The Statistics of a shop, in two queries however many pieces it has. Cancelled orders aren't sales."""
    by_day = _looks(vendor, period)
    for day, orders, cents in _sales(vendor, period):
        by_day[day] = replace(by_day.get(day, Figures()), orders=orders, cents=cents)
    pairs = zip(period.steps, period.before.steps, strict=True)
    return Statistics(period, [Step(*now, _sum(by_day, *now), _sum(by_day, *before)) for now, before in pairs])


def confirmed_between(vendor, first, last):
    """The vendor's paid orders of these days that weren't cancelled."""
    bounds = {"confirmed_at__gte": start_of(first), "confirmed_at__lt": start_of(last + timedelta(days=1))}
    return VendorOrder.objects.of_vendor(vendor).of_goods().filter(cancelled_at=None, **bounds)


def _looks(vendor, period):
    days = ProductDay.objects.filter(vendor=vendor, day__range=(period.before.first, period.last))
    sums = days.values_list("day").annotate(Sum("views"), Sum("baskets"))
    return {day: Figures(views, baskets) for day, views, baskets in sums}


def _sales(vendor, period):
    day = TruncDate("confirmed_at", tzinfo=timezone.get_default_timezone())
    sold = confirmed_between(vendor, period.before.first, period.last).order_by()
    sums = {"orders": Count("pk"), "cents": Sum(F("goods_cents") + F("shipping_cents"))}
    return sold.values_list(day).annotate(**sums)


def _sum(by_day, first, last):
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return sum((by_day.get(day, Figures()) for day in days), Figures())
