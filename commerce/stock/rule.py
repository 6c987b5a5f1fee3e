"""The one rule by which stock changes: under lock, by a difference, never below what is reserved, with its cause.

Everybody comes here or to `journal.write` with locked records: orders, forms, the market button, imports.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

from commerce.order.locks import lock_stock
from commerce.stock.causes import Cause
from commerce.stock.journal import Change, Origin, write
from commerce.stock.models import Movement


@dataclass(frozen=True)
class Typed:
    """A figure of a form: what it showed, and what the person made of it."""

    shown: int
    typed: int


@dataclass(frozen=True)
class Restocked:
    """What became of a typed figure. `meanwhile` is by how much others had changed the stock since it was shown."""

    stock: int
    meanwhile: int


@transaction.atomic
def restock_all(typed, *, cause=Cause.TYPED, actor=None, key="", reference="", now=None):
    """Change each stock by the difference between what the form showed and what was typed. All of them, or none.

    `typed` is {stock record's id: Typed}. A sale that happened meanwhile is so never undone by a stale form. The same
    form sent again, known by its `key`, changes by what it adds to what it already did: nothing, if it is the same.
    Returns {id: Restocked}. Raises StockIsReserved. Ids that are gone are left out.
    """
    records = lock_stock(typed)
    done = _already_done(records, key)
    changes = {pk: Change(stock=typed[pk].typed - typed[pk].shown - done.get(pk, 0)) for pk in records}
    before = {pk: (record.num_in_stock or 0) - done.get(pk, 0) for pk, record in records.items()}
    write(records, changes, Origin(cause, actor=actor, reference=reference, key=key, now=now))
    return {pk: Restocked(record.num_in_stock or 0, before[pk] - typed[pk].shown) for pk, record in records.items()}


def _already_done(records, key):
    """By how much this form has changed each of the records, by id."""
    if not key:
        return {}
    rows = Movement.objects.filter(key=key, stockrecord__in=records).order_by()
    return dict(rows.values_list("stockrecord").annotate(Sum("stock_change")))


def restock(record, *, shown, typed, **why):
    """`restock_all` for one record. Returns its Restocked. Raises StockIsReserved."""
    return restock_all({record.pk: Typed(shown, typed)}, **why)[record.pk]


@transaction.atomic
def set_to(record, stock, *, cause=Cause.TYPED, actor=None, reference="", now=None):
    """Have this many, whatever was there, but never fewer than are reserved. For what nobody else sells from: drafts,
    and counts that a person asked to be taken over. Returns how many there are.
    """
    records = lock_stock([record.pk])
    current = records[record.pk]
    wanted = max(stock, current.num_allocated or 0)
    change = Change(stock=wanted - (current.num_in_stock or 0))
    write(records, {record.pk: change}, Origin(cause, actor=actor, reference=reference, now=now))
    return wanted
