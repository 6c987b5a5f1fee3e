"""Reserving stock for an order that is being placed: all of it or none."""

from django.utils.translation import gettext as _

from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.locks import lock_stock
from commerce.stock.causes import Cause
from commerce.stock.journal import Change, Origin, write


class OutOfStock(UnableToPlaceOrder):
    """Something in the basket is no longer there in this quantity. `lines` are the basket lines concerned."""

    def __init__(self, lines):
        self.lines = lines
        titles = ", ".join(f"« {line.product.get_title()} »" for line in lines)
        super().__init__(
            _("Quelqu’un vient d’acheter %(titles)s avant vous : il n’en reste pas assez. Rien n’a été débité.")
            % {"titles": titles}
        )


def is_short(line):
    """Whether less is left than this basket line wants, as far as is known without a lock. No query."""
    tracked = line.product.get_product_class().track_stock
    return tracked and (line.stockrecord is None or line.stockrecord.net_stock_level < line.quantity)


def allocate(basket_lines, *, number="", now=None):
    """Reserve the stock of these basket lines under lock for the order of this number, in one update.

    Raises OutOfStock and reserves nothing.
    """
    tracked = [line for line in basket_lines if line.product.get_product_class().track_stock]
    wanted = {}
    for line in tracked:
        wanted[line.stockrecord_id] = wanted.get(line.stockrecord_id, 0) + line.quantity
    if not wanted:
        return
    records = lock_stock(wanted)
    missing = {pk for pk, quantity in wanted.items() if pk not in records or records[pk].net_stock_level < quantity}
    if missing:
        raise OutOfStock([line for line in tracked if line.stockrecord_id in missing])
    changes = {pk: Change(reserved=quantity) for pk, quantity in wanted.items()}
    write(records, changes, Origin(Cause.SALE, reference=number, now=now))
