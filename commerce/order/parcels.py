"""Parcels leave and arrive: the only door of `Parcel`. Every step may be asked for twice and happens once.

A vendor order is shipped when everything that wasn't called off has left, and received when its last parcel is
(art. L221-18 Code de la consommation: the right to withdraw runs from the receipt of the last of the goods).
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from commerce.order import announcements
from commerce.order.exceptions import NotInTheWorkshop, StepNotAllowed
from commerce.order.locks import lock_vendor_order
from commerce.order.models import Line, Parcel, ParcelLine, VendorOrder
from commerce.order.parcel_models import Receipt
from commerce.order.status import TO_SEND, VendorOrderStatus
from commerce.order.steps import step
from commerce.order.stock import consume_allocated_quantities, return_allocated_quantities
from commerce.working_days import working_days_after

#: A parcel without news from its carrier counts as received this long after its expected day.
PRESUMED_RECEIPT_DELAY = timedelta(days=1)


def sent_quantities(vendor_order):
    """How many pieces of each line have left, by line id. Reads `parcels__lines` where they were fetched."""
    sent = {}
    for parcel in vendor_order.parcels.all():
        for content in parcel.lines.all():
            sent[content.line_id] = sent.get(content.line_id, 0) + content.quantity
    return sent


def left_to_send(vendor_order):
    """[(line, quantity)]: what is still in the workshop, neither sent nor called off. Lines with nothing left out."""
    sent = sent_quantities(vendor_order)
    left = [(line, line.quantity - line.called_off - sent.get(line.pk, 0)) for line in vendor_order.lines.all()]
    return [(line, quantity) for line, quantity in left if quantity > 0]


@transaction.atomic
def hand_over(
    vendor_order, quantities=None, *, carrier="", tracking_number="", expected_on=None, request_key=None, now=None
):
    """A parcel left with these pieces, {line id: quantity}; None means all that is left. Returns the Parcel.

    `carrier` is by default the one of the order, `expected_on` so many working days away as the order's transit takes.
    The same `request_key` hands over once. The buyer is told of each parcel. Raises StepNotAllowed, and
    NotInTheWorkshop where the parcel would be empty or hold more than is left.
    """
    now = now or timezone.now()
    part = lock_vendor_order(vendor_order.pk)
    if request_key and (known := Parcel.objects.filter(request_key=request_key, vendor_order=part).first()):
        return known
    left = left_to_send(part)
    contents = left if quantities is None else _chosen(part, left, quantities)
    is_the_rest = sum(quantity for _line, quantity in contents) == sum(quantity for _line, quantity in left)
    step(part, "ship" if is_the_rest else "ship_some")
    if not contents:
        raise NotInTheWorkshop(part.number)
    parcel = Parcel.objects.create(
        vendor_order=part,
        position=part.parcels.count() + 1,
        request_key=request_key or None,
        carrier=carrier or part.carrier,
        tracking_number=tracking_number,
        shipped_at=now,
        expected_on=expected_on or working_days_after(timezone.localdate(now), part.transit_days),
    )
    ParcelLine.objects.bulk_create(ParcelLine(parcel=parcel, line=line, quantity=n) for line, n in contents)
    if is_the_rest:
        part.shipped_at = now
    part.save(update_fields=["status", "shipped_at"])
    consume_allocated_quantities(contents, number=part.number, now=now)
    announcements.parcel_shipped(parcel, contents)
    return parcel


def _chosen(part, left, quantities):
    known = {line.pk: (line, quantity) for line, quantity in left}
    chosen = {pk: quantity for pk, quantity in quantities.items() if quantity}
    if not chosen or any(pk not in known or not 0 < quantity <= known[pk][1] for pk, quantity in chosen.items()):
        raise NotInTheWorkshop(part.number)
    return [(known[pk][0], quantity) for pk, quantity in chosen.items()]


def correct(parcel, *, carrier=None, tracking_number=None):
    """Correct what a label says; what isn't given stays."""
    given = {"carrier": carrier, "tracking_number": tracking_number}
    given = {name: value for name, value in given.items() if value is not None}
    if given:
        Parcel.objects.filter(pk=parcel.pk).update(**given)
    parcel.refresh_from_db()
    return parcel


@transaction.atomic
def deliver(parcel, *, basis, now=None, at=None):
    """A parcel arrived `at` (by default now); `basis`, a Receipt, says who says so. Returns it as it is then.

    The first proof counts; a presumption gives way to it. The last parcel's receipt is the vendor order's.
    """
    now = now or timezone.now()
    part = lock_vendor_order(parcel.vendor_order_id)
    parcel = Parcel.objects.get(pk=parcel.pk)
    parcel.vendor_order = part
    if parcel.is_proved_delivered or (parcel.delivered_at and basis == Receipt.PRESUMED):
        return parcel
    parcel.delivered_at = max(at or now, parcel.shipped_at)
    parcel.delivery_basis = basis
    parcel.save(update_fields=["delivered_at", "delivery_basis"])
    _receive_if_complete(part)
    return parcel


@transaction.atomic
def deliver_all(vendor_order, *, basis, now=None):
    """All parcels of a shipped vendor order arrived. Raises StepNotAllowed before everything has left."""
    now = now or timezone.now()
    part = lock_vendor_order(vendor_order.pk)
    if part.status not in (VendorOrderStatus.SHIPPED, VendorOrderStatus.RECEIVED) or part.is_collection:
        raise StepNotAllowed(part, "receive")
    for parcel in part.parcels.all():
        deliver(parcel, basis=basis, now=now)
    return VendorOrder.objects.select_related("order__user", "vendor").get(pk=part.pk)


def _receive_if_complete(part):
    """The vendor order is received with its last parcel, and only presumed so while one of them is."""
    arrived = list(part.parcels.order_by("delivered_at", "position"))
    if part.status not in (VendorOrderStatus.SHIPPED, VendorOrderStatus.RECEIVED):
        return
    if any(parcel.delivered_at is None for parcel in arrived):
        return
    if part.status == VendorOrderStatus.SHIPPED:
        step(part, "receive")
    part.received_at, part.receipt_basis = arrived[-1].delivered_at, arrived[-1].delivery_basis
    if any(parcel.delivery_basis == Receipt.PRESUMED for parcel in arrived):
        part.receipt_basis = Receipt.PRESUMED
    part.save(update_fields=["status", "received_at", "receipt_basis"])


@transaction.atomic
def call_off(vendor_order, quantities, *, now=None):
    """Pieces were given back to the buyer before they left: (line, quantity) pairs. Their stock is free again.

    What had left already is left alone. Where nothing is left to send, the vendor order is shipped.
    """
    now = now or timezone.now()
    part = lock_vendor_order(vendor_order.pk)
    if part.status not in TO_SEND:
        return
    left = {line.pk: (line, quantity) for line, quantity in left_to_send(part)}
    pairs = [(left[line.pk][0], min(quantity, left[line.pk][1])) for line, quantity in quantities if line.pk in left]
    for line, quantity in pairs:
        Line.objects.filter(pk=line.pk).update(called_off=line.called_off + quantity)
    return_allocated_quantities(pairs, number=part.number, now=now)
    part = lock_vendor_order(part.pk)
    if part.status == VendorOrderStatus.PARTLY_SHIPPED and not left_to_send(part):
        step(part, "call_off_rest")
        part.shipped_at = now
        part.save(update_fields=["status", "shipped_at"])
        _receive_if_complete(part)


def presume_deliveries(*, now=None):
    """Parcels without news count as received the day after they were expected. Returns how many.

    The presumption lets the vendor be paid; it does not close the buyer's withdrawal period (art. L221-18 asks for
    receipt, so without proof the right stays open).
    """
    now = now or timezone.now()
    overdue = Parcel.objects.under_way().filter(expected_on__lte=timezone.localdate(now) - PRESUMED_RECEIPT_DELAY)
    parcels = list(overdue)
    for parcel in parcels:
        deliver(parcel, basis=Receipt.PRESUMED, now=now)
    return len(parcels)
