"""Stock of placed orders: allocated once per line at placement, then consumed by shipping or given back."""

from django.db.models import F

from commerce.order.locks import lock_stock
from commerce.order.models import Line
from commerce.stock.causes import Cause
from commerce.stock.journal import Change, Origin, write


def _allocated_quantities(lines):
    quantities = {}
    for line in lines:
        if line.num_allocated and line.stockrecord_id:
            quantities[line.stockrecord_id] = quantities.get(line.stockrecord_id, 0) + line.num_allocated
    return quantities


def _settle_allocations(lines, origin, *, leaves_the_shelf):
    lines = list(lines)
    quantities = _allocated_quantities(lines)
    records = lock_stock(quantities)
    taken = {pk: -quantities[pk] for pk in records}
    changes = {pk: Change(stock=n if leaves_the_shelf else 0, reserved=n) for pk, n in taken.items()}
    write(records, changes, origin)
    Line.objects.filter(pk__in=[line.pk for line in lines]).update(num_allocated=0)


def return_allocated_stock(order, *, now=None):
    """Give back what an order, or a vendor order, had reserved; a second call finds nothing left to give."""
    origin = Origin(Cause.CANCELLED, reference=order.number, now=now)
    _settle_allocations(order.lines.all(), origin, leaves_the_shelf=False)


def return_allocated_quantities(quantities, *, number="", now=None):
    """Give back a part of what lines had reserved: (line, quantity) pairs. The caller holds their vendor order."""
    _settle_quantities(quantities, Origin(Cause.REFUNDED, reference=number, now=now), leaves_the_shelf=False)


def _settle_quantities(quantities, origin, *, leaves_the_shelf):
    settled = [(line, min(quantity, line.num_allocated)) for line, quantity in quantities if line.stockrecord_id]
    records = lock_stock([line.stockrecord_id for line, _quantity in settled])
    less = {}
    for line, quantity in settled:
        less[line.stockrecord_id] = less.get(line.stockrecord_id, 0) - quantity
        Line.objects.filter(pk=line.pk).update(num_allocated=F("num_allocated") - quantity)
    write(
        records, {pk: Change(stock=less[pk] if leaves_the_shelf else 0, reserved=less[pk]) for pk in records}, origin
    )


def consume_allocated_quantities(quantities, *, number="", now=None):
    """Take a part of what lines had reserved off the shelf: (line, quantity) pairs. The caller locks their order."""
    _settle_quantities(quantities, Origin(Cause.SENT, reference=number, now=now), leaves_the_shelf=True)


def swap_reserved(line, record, *, number="", now=None):
    """Have a whole line be of another piece: `record`, locked and with enough left, is reserved in its place.

    What was reserved leaves the shelf: it isn't there. The price that was paid stays. The caller holds the order.
    """
    quantity, old_id = line.quantity, line.stockrecord_id
    records = lock_stock([pk for pk in (old_id, record.pk) if pk])
    changes = {record.pk: Change(reserved=quantity)}
    if old_id in records and line.num_allocated:
        changes[old_id] = Change(stock=-line.num_allocated, reserved=-line.num_allocated)
    write(records, changes, Origin(Cause.SALE, reference=number, now=now))
    product = record.product
    Line.objects.filter(pk=line.pk).update(
        product=product,
        stockrecord=record,
        partner_sku=record.partner_sku,
        title=product.get_title(),
        upc=product.upc,
        num_allocated=quantity,
    )


def return_to_shelf(vendor_order, *, now=None):
    """Put what had left the shelf for a buyer who never came back on it. The caller holds the vendor order."""
    lines = vendor_order.lines.select_related("product__product_class", "product__parent__product_class")
    tracked = [line for line in lines if line.stockrecord_id and line.product.get_product_class().track_stock]
    records = lock_stock([line.stockrecord_id for line in tracked])
    back = dict.fromkeys(records, 0)
    for line in tracked:
        if line.stockrecord_id in back:
            back[line.stockrecord_id] += line.quantity - line.called_off
    changes = {pk: Change(stock=quantity) for pk, quantity in back.items()}
    write(records, changes, Origin(Cause.CANCELLED, reference=vendor_order.number, now=now))


def consume_allocated_stock(vendor_order, *, now=None):
    """Take a vendor order's reserved goods off the shelf."""
    origin = Origin(Cause.SENT, reference=vendor_order.number, now=now)
    _settle_allocations(vendor_order.lines.all(), origin, leaves_the_shelf=True)
