"""How well each vendor keeps its promises: what the operator reads beside the shop."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, Sum

from commerce.fulfilment.models import Delay, Unavailability
from commerce.order.models import Line, VendorOrder
from commerce.partner.models import Partner
from commerce.settlement.models import Refund

#: Days that a record looks back on.
PERIOD = timedelta(days=90)


@dataclass(frozen=True)
class Record:
    """One vendor's figures of the last 90 days: pieces sold, missing, orders delayed, and given back for silence."""

    vendor: Partner
    pieces_sold: int = 0
    pieces_missing: int = 0
    delays: int = 0
    silent_orders: int = 0
    late_now: int = 0

    @property
    def missing_rate(self):
        """Pieces that were missing among those sold, in per cent, to one digit; None where nothing was sold."""
        return round(100 * self.pieces_missing / self.pieces_sold, 1) if self.pieces_sold else None


def records(*, now, today):
    """A Record for every vendor that sold something, the most missing first. Five queries, however many vendors."""
    since = now - PERIOD
    sold = Line.objects.filter(vendor_order__confirmed_at__gte=since).exclude(product=None)
    figures = {
        "pieces_sold": _sums(sold.values_list("vendor_order__vendor").annotate(n=Sum("quantity"))),
        "pieces_missing": _sums(
            Unavailability.objects.filter(declared_at__gte=since)
            .exclude(state=Unavailability.State.LAPSED)
            .values_list("vendor_order__vendor")
            .annotate(n=Sum("quantity"))
        ),
        "delays": _sums(
            Delay.objects.filter(announced_at__gte=since).values_list("vendor_order__vendor").annotate(n=Count("pk"))
        ),
        "silent_orders": _sums(_silent(since).values_list("vendor_order__vendor").annotate(n=Count("pk"))),
        "late_now": _sums(
            VendorOrder.objects.to_fulfil()
            .filter(promised_on__lt=today)
            .order_by()
            .values_list("vendor")
            .annotate(n=Count("pk"))
        ),
    }
    vendors = Partner.objects.filter(pk__in=set().union(*figures.values()))
    found = [Record(each, **{name: rows.get(each.pk, 0) for name, rows in figures.items()}) for each in vendors]
    return sorted(found, key=lambda record: (-(record.missing_rate or 0), -record.silent_orders, record.vendor.name))


def _silent(since):
    """Refunds that were decided because a vendor said nothing."""
    return Refund.objects.filter(Q(request_key__startswith="silent:"), decided_at__gte=since)


def _sums(rows):
    return dict(rows.order_by())
