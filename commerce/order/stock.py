"""Stock of placed orders: allocated once per line at placement, then consumed by shipping or given back."""

from django.db.models import F

from commerce.order.locks import lock_stock
from commerce.order.models import Line
from commerce.partner.models import StockRecord


def _allocated_quantities(lines):
    quantities = {}
    for line in lines:
        if line.num_allocated and line.stockrecord_id:
            quantities[line.stockrecord_id] = quantities.get(line.stockrecord_id, 0) + line.num_allocated
    return quantities


def _settle_allocations(lines, *, leaves_the_shelf):
    lines = list(lines)
    quantities = _allocated_quantities(lines)
    for pk in lock_stock(quantities):
        changes = {"num_allocated": F("num_allocated") - quantities[pk]}
        if leaves_the_shelf:
            changes["num_in_stock"] = F("num_in_stock") - quantities[pk]
        StockRecord.objects.filter(pk=pk).update(**changes)
    Line.objects.filter(pk__in=[line.pk for line in lines]).update(num_allocated=0)


def return_allocated_stock(order):
    """Give back what an order had reserved; a second call finds nothing left to give."""
    _settle_allocations(order.lines.all(), leaves_the_shelf=False)


def consume_allocated_stock(vendor_order):
    """Take a vendor order's reserved goods off the shelf."""
    _settle_allocations(vendor_order.lines.all(), leaves_the_shelf=True)
