"""Writing stock: the figures and the row that explains them, together. Nothing else writes either."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from commerce.partner.models import StockRecord
from commerce.stock.models import Movement
from commerce.stock.signals import moved


@dataclass(frozen=True)
class Change:
    """What one stock record gains (or loses, below zero): pieces on the shelf, and pieces that orders reserve."""

    stock: int = 0
    reserved: int = 0


@dataclass(frozen=True)
class Origin:
    """Why stock changes, through whom, for which order, from which form, when."""

    cause: str
    actor: object = None
    reference: str = ""
    key: str = ""
    now: object = None


class StockIsReserved(Exception):
    """Fewer articles would be left than orders have reserved: by stock record's id, how many those are."""

    def __init__(self, refused):
        self.refused = refused
        super().__init__(f"Reserved: {refused}.")

    @property
    def reserved(self):
        """How many are reserved, where it is about one record."""
        return next(iter(self.refused.values()))


def write(records, changes, origin):
    """Apply each Change to its record, by id, and write one row for each. Three queries, however many.

    `records` were locked by the caller, in its transaction, and have their new figures afterwards. Returns the
    movements. Raises StockIsReserved and changes nothing.
    """
    moves = {pk: change for pk, change in changes.items() if change != Change()}
    rows = [_row(records[pk], change, origin) for pk, change in moves.items()]
    if refused := {
        row.stockrecord_id: records[row.stockrecord_id].num_allocated or 0 for row in rows if _is_short(row)
    }:
        raise StockIsReserved(refused)
    if not rows:
        return []
    figures = {
        "num_in_stock": _by_record(rows, "stock_after"),
        "num_allocated": _by_record(rows, "reserved_after"),
        "date_updated": rows[0].occurred_at,
    }
    StockRecord.objects.filter(pk__in=moves).update(**figures)
    for row in rows:
        record = records[row.stockrecord_id]
        record.num_in_stock, record.num_allocated = row.stock_after, row.reserved_after
    Movement.objects.bulk_create(rows)
    moved.send(sender=Movement, records=records, rows=rows)
    return rows


def note(record, origin):
    """Write a row about a record whose figures stay, as when it is taken out of the shop."""
    row = _row(record, Change(), origin)
    row.save()
    return row


def _row(record, change, origin):
    return Movement(
        stockrecord_id=record.pk,
        vendor_id=record.partner_id,
        cause=origin.cause,
        stock_change=change.stock,
        reserved_change=change.reserved,
        stock_after=(record.num_in_stock or 0) + change.stock,
        reserved_after=(record.num_allocated or 0) + change.reserved,
        occurred_at=origin.now or timezone.now(),
        actor=origin.actor,
        reference=origin.reference,
        key=origin.key,
    )


def _is_short(row):
    return row.stock_after < max(row.reserved_after, 0)


def _by_record(rows, figure):
    """The figure of each row, for its record: under the caller's lock nobody changes what it was computed from."""
    cases = [When(pk=row.stockrecord_id, then=Value(getattr(row, figure))) for row in rows]
    return Case(*cases, output_field=IntegerField())
