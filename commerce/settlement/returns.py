"""What a vendor's buyers sent or got back in a period."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q, Sum

from commerce.months import start_of
from commerce.settlement.models import Refund

#: A piece came back, or should have: the rest is delay, loss and kindness.
RETURNS = (Refund.Reason.WITHDRAWAL, Refund.Reason.RETURN, Refund.Reason.DAMAGED)


@dataclass(frozen=True)
class Returned:
    """Orders of which something came back, and all that was given back to buyers, in cents."""

    orders: int
    cents: int


def returned(vendor, first, last):
    """What was decided from `first` to `last`, days of Paris, both included. One query."""
    days = {"decided_at__gte": start_of(first), "decided_at__lt": start_of(last + timedelta(days=1))}
    sums = Refund.objects.filter(vendor_order__vendor=vendor, **days).aggregate(
        orders=Count("vendor_order", filter=Q(reason__in=RETURNS), distinct=True),
        cents=Sum(F("goods_cents") + F("shipping_cents"), default=0),
    )
    return Returned(**sums)
