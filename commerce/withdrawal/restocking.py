"""Goods that came back go on the shelf again: through the journal of stock, like everything that changes it."""

from commerce.order.locks import lock_stock
from commerce.stock.causes import Cause
from commerce.stock.journal import Change, Origin, write


def put_back(withdrawal, *, now, actor=None):
    """Have what this withdrawal gave back for sale again. The caller's transaction holds the order."""
    more = {}
    for each in withdrawal.lines.select_related(
        "line__product__parent__product_class", "line__product__product_class"
    ):
        if each.line.stockrecord_id and each.line.product and each.line.product.get_product_class().track_stock:
            more[each.line.stockrecord_id] = more.get(each.line.stockrecord_id, 0) + each.quantity
    records = lock_stock(more)
    actor = actor if actor is not None and actor.is_authenticated else None
    origin = Origin(Cause.REFUNDED, actor=actor, reference=withdrawal.number, now=now)
    write(records, {pk: Change(stock=more[pk]) for pk in records}, origin)
