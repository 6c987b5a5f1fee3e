"""« Vendu au marché »: one tap takes one off, another gives it back; each tap counts once."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from commerce.order.locks import lock_stock
from commerce.stock.causes import Cause
from commerce.stock.journal import Change, Origin, write
from commerce.stock.models import Movement


class NothingLeft(Exception):
    """There is none to sell: `reserved` says how many lie there for orders."""

    def __init__(self, reserved):
        self.reserved = reserved
        super().__init__(f"None left but {reserved} reserved.")


@transaction.atomic
def sell(record, *, key, actor=None, now=None):
    """Take one off for a sale outside the shop. The same `key` is the same tap. Returns the Movement.

    Raises NothingLeft where orders reserve all that lies there, and changes nothing.
    """
    current = lock_stock([record.pk])
    if done := record.movements.filter(key=key, cause=Cause.MARKET).first():
        return done
    if current[record.pk].net_stock_level < 1:
        raise NothingLeft(current[record.pk].num_allocated or 0)
    origin = Origin(Cause.MARKET, actor=actor, key=key, now=now)
    return write(current, {record.pk: Change(stock=-1)}, origin)[0]


@transaction.atomic
def undo(sale, *, actor=None, now=None):
    """Put back what a tap took off; a second time changes nothing. Returns whether it did."""
    current = lock_stock([sale.stockrecord_id])
    origin = Origin(Cause.MARKET_UNDONE, actor=actor, key=f"undo-{sale.pk}", now=now)
    if Movement.objects.filter(stockrecord=sale.stockrecord_id, key=origin.key, cause=origin.cause).exists():
        return False
    return bool(write(current, {pk: Change(stock=-sale.stock_change) for pk in current}, origin))


def sold_today(vendor, *, now):
    """The vendor's market sales of this day in Paris that stand, last one first. Two queries."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    rows = Movement.objects.filter(vendor=vendor, cause__in=Movement.TAPS, occurred_at__gte=midnight)
    undone = {row.key for row in rows if row.cause == Cause.MARKET_UNDONE}
    rows = rows.filter(cause=Cause.MARKET).select_related("stockrecord__product__parent")
    return [row for row in rows if f"undo-{row.pk}" not in undone]
