"""What buyers paid a vendor in a month, day by day. Days are Europe/Paris, amounts cents."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from commerce.months import last_day, next_month, start_of
from commerce.order.models import VendorOrder


@dataclass(frozen=True)
class DayOfSales:
    """What was confirmed on one day; `before_cents` on the same day of the month before, None where it had none."""

    day: date
    cents: int
    orders: int
    before_cents: int | None


@dataclass(frozen=True)
class MonthOfSales:
    """A month beside the month before. Sales are goods and delivery as paid, before commission and refunds."""

    month: date
    days: list[DayOfSales]
    before_total_cents: int

    @property
    def total_cents(self):
        return sum(day.cents for day in self.days)

    @property
    def orders(self):
        return sum(day.orders for day in self.days)

    @property
    def sold(self):
        """The days on which something was sold, or was a month before."""
        return [day for day in self.days if day.cents or day.before_cents]

    @property
    def previous(self):
        return month_before(self.month)

    @property
    def following(self):
        return next_month(self.month)


def month_before(month):
    """First day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def sales_of_month(vendor, month):
    """The MonthOfSales that begins on this day, in one query. Cancelled orders don't count, nor do gift cards sold:
    what is bought with them does.
    """
    before = month_before(month)
    sold = (
        VendorOrder.objects.of_vendor(vendor)
        .of_goods()
        .filter(confirmed_at__gte=start_of(before), confirmed_at__lt=start_of(next_month(month)), cancelled_at=None)
    )
    day = TruncDate("confirmed_at", tzinfo=timezone.get_default_timezone())
    sums = (
        sold.order_by().values(day=day).annotate(cents=Sum(F("goods_cents") + F("shipping_cents")), count=Count("pk"))
    )
    by_day = {row["day"]: (row["cents"], row["count"]) for row in sums}
    days = [_day(month, number, before, by_day) for number in range(last_day(month).day)]
    return MonthOfSales(month, days, sum(cents for day, (cents, _count) in by_day.items() if day < month))


def _day(month, number, before, by_day):
    day, twin = month + timedelta(days=number), before + timedelta(days=number)
    cents, orders = by_day.get(day, (0, 0))
    return DayOfSales(day, cents, orders, by_day.get(twin, (0, 0))[0] if twin < month else None)
