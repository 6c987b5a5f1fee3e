"""What happens to an order after it was placed. Every step may be asked for twice and happens once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string

from commerce.order import announcements
from commerce.order.exceptions import StepNotAllowed, WrongCollectionCode
from commerce.order.locks import lock_order, lock_vendor_order
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus, target_of
from commerce.order.stock import consume_allocated_stock, return_allocated_stock
from commerce.working_days import working_days_after

#: A parcel without news from its carrier counts as received this long after its expected day.
PRESUMED_RECEIPT_DELAY = timedelta(days=1)
COLLECTION_CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def _step(vendor_order, action):
    """Move a vendor order by one row of the table. Raises StepNotAllowed."""
    target = target_of(vendor_order.status, action, collection=vendor_order.is_collection)
    if target is None:
        raise StepNotAllowed(vendor_order, action)
    vendor_order.status = target


@transaction.atomic
def confirm(order, *, now=None):
    """Record that the order is paid: each vendor order freezes its plan's terms of this day. True the first time."""
    now = now or timezone.now()
    order, vendor_orders = lock_order(order.pk)
    if all(vendor_order.confirmed_at for vendor_order in vendor_orders):
        return False
    for vendor_order in vendor_orders:
        _step(vendor_order, "confirm")
        vendor_order.confirmed_at = now
        _freeze_terms(vendor_order, now)
        if vendor_order.is_collection:
            vendor_order.collection_code = get_random_string(6, COLLECTION_CODE_ALPHABET)
    VendorOrder.objects.bulk_update(
        vendor_orders,
        [
            "status",
            "confirmed_at",
            "plan",
            "commission_rate",
            "commission_fixed_cents",
            "commission_vat_rate",
            "collection_code",
        ],
    )
    announcements.order_confirmed(order)
    return True


def _freeze_terms(vendor_order, now):
    terms = vendor_order.vendor.plan.terms_on(timezone.localdate(now))
    vendor_order.plan = terms.plan
    vendor_order.commission_rate = terms.commission_rate
    vendor_order.commission_fixed_cents = terms.commission_fixed_cents
    vendor_order.commission_vat_rate = terms.commission_vat_rate


@transaction.atomic
def cancel_unpaid(order, *, now=None):
    """Give up an order that was never paid and give its stock back. True the first time, False if it isn't unpaid."""
    now = now or timezone.now()
    order, vendor_orders = lock_order(order.pk)
    if any(vendor_order.status != VendorOrderStatus.AWAITING_PAYMENT for vendor_order in vendor_orders):
        return False
    for vendor_order in vendor_orders:
        _step(vendor_order, "cancel")
        vendor_order.cancelled_at = now
    VendorOrder.objects.bulk_update(vendor_orders, ["status", "cancelled_at"])
    return_allocated_stock(order)
    return True


@transaction.atomic
def ship(vendor_order, *, tracking_number="", now=None):
    """The vendor handed the parcel over. Raises StepNotAllowed; shipping twice only corrects the tracking number."""
    now = now or timezone.now()
    vendor_order = lock_vendor_order(vendor_order.pk)
    if vendor_order.status == VendorOrderStatus.SHIPPED:
        vendor_order.tracking_number = tracking_number or vendor_order.tracking_number
        vendor_order.save(update_fields=["tracking_number"])
        return vendor_order
    _step(vendor_order, "ship")
    vendor_order.shipped_at = now
    vendor_order.expected_on = working_days_after(timezone.localdate(now), vendor_order.transit_days)
    vendor_order.tracking_number = tracking_number
    vendor_order.save(update_fields=["status", "shipped_at", "expected_on", "tracking_number"])
    consume_allocated_stock(vendor_order)
    announcements.vendor_order_shipped(vendor_order)
    return vendor_order


@transaction.atomic
def make_ready(vendor_order, *, now=None):
    """The goods wait at the workshop for the buyer. Raises StepNotAllowed."""
    now = now or timezone.now()
    vendor_order = lock_vendor_order(vendor_order.pk)
    if vendor_order.status == VendorOrderStatus.READY:
        return vendor_order
    _step(vendor_order, "make_ready")
    vendor_order.ready_at = now
    vendor_order.save(update_fields=["status", "ready_at"])
    consume_allocated_stock(vendor_order)
    announcements.vendor_order_ready(vendor_order)
    return vendor_order


@transaction.atomic
def collect(vendor_order, *, code, now=None):
    """The buyer came, announced or not, and showed the code. Raises WrongCollectionCode or StepNotAllowed."""
    now = now or timezone.now()
    vendor_order = lock_vendor_order(vendor_order.pk)
    if vendor_order.is_collection and not constant_time_compare(code.strip().upper(), vendor_order.collection_code):
        raise WrongCollectionCode(vendor_order.number)
    received = _receive(vendor_order, "collect", VendorOrder.Receipt.CODE, now)
    consume_allocated_stock(received)
    return received


@transaction.atomic
def receive(vendor_order, *, basis, now=None):
    """The parcel arrived; `basis` says who says so. Raises StepNotAllowed."""
    return _receive(lock_vendor_order(vendor_order.pk), "receive", basis, now or timezone.now())


def _receive(vendor_order, action, basis, now):
    if vendor_order.status == VendorOrderStatus.RECEIVED:
        return vendor_order
    _step(vendor_order, action)
    vendor_order.received_at = now
    vendor_order.receipt_basis = basis
    vendor_order.save(update_fields=["status", "received_at", "receipt_basis"])
    return vendor_order


def presume_receipts(*, now=None):
    """Shipped parcels without news count as received the day after they were expected. Returns how many.

    The presumption lets the vendor be paid; it does not close the buyer's withdrawal period (art. L221-18 asks for
    receipt, so without proof the right stays open).
    """
    now = now or timezone.now()
    overdue = VendorOrder.objects.filter(
        status=VendorOrderStatus.SHIPPED, expected_on__lte=timezone.localdate(now) - PRESUMED_RECEIPT_DELAY
    )
    for vendor_order in overdue:
        receive(vendor_order, basis=VendorOrder.Receipt.PRESUMED, now=now)
    return len(overdue)
