"""What happens to an order after it was placed. Every step may be asked for twice and happens once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string

from commerce.gift_cards import spending
from commerce.order import announcements, parcels
from commerce.order.exceptions import TooManyCodes, WrongCollectionCode
from commerce.order.locks import lock_order, lock_vendor_order
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.order.steps import step
from commerce.order.stock import consume_allocated_stock, return_allocated_stock, return_to_shelf
from commerce.plans.choices import terms_on

COLLECTION_CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
#: Wrong codes in a row before nobody may try for a while: a billion codes can't be guessed five at a time.
GUESSES_MAX = 5
GUESSES_FORGOTTEN_AFTER = timedelta(minutes=30)


@transaction.atomic
def confirm(order, *, now=None):
    """Record that the order is paid: each vendor order freezes its plan's terms of this day. True the first time."""
    now = now or timezone.now()
    order, vendor_orders = lock_order(order.pk)
    if all(vendor_order.confirmed_at for vendor_order in vendor_orders):
        return False
    terms = terms_on([vendor_order.vendor for vendor_order in vendor_orders], timezone.localdate(now))
    for vendor_order in vendor_orders:
        step(vendor_order, "confirm")
        vendor_order.confirmed_at = now
        _freeze_terms(vendor_order, terms[vendor_order.vendor_id])
        if vendor_order.is_gift_card:
            step(vendor_order, "issue")
            vendor_order.received_at, vendor_order.receipt_basis = now, VendorOrder.Receipt.ISSUED
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
            "commission_on_shipping",
            "collection_code",
            "received_at",
            "receipt_basis",
        ],
    )
    announcements.order_confirmed(order)
    return True


def _freeze_terms(vendor_order, terms):
    """Those of the plan. The sale of a gift card bears no commission: what is bought with it does."""
    if vendor_order.is_gift_card:
        vendor_order.commission_rate = vendor_order.commission_vat_rate = 0
        vendor_order.commission_fixed_cents, vendor_order.commission_on_shipping = 0, False
        return
    vendor_order.plan = terms.plan
    vendor_order.commission_rate = terms.commission_rate
    vendor_order.commission_fixed_cents = terms.commission_fixed_cents
    vendor_order.commission_vat_rate = terms.commission_vat_rate
    vendor_order.commission_on_shipping = terms.commission_on_shipping


@transaction.atomic
def cancel_unpaid(order, *, now=None):
    """Give up an order that was never paid and give its stock back. True the first time, False if it isn't unpaid."""
    now = now or timezone.now()
    order, vendor_orders = lock_order(order.pk)
    if any(vendor_order.status != VendorOrderStatus.AWAITING_PAYMENT for vendor_order in vendor_orders):
        return False
    for vendor_order in vendor_orders:
        step(vendor_order, "cancel")
        vendor_order.cancelled_at = now
    VendorOrder.objects.bulk_update(vendor_orders, ["status", "cancelled_at"])
    return_allocated_stock(order, now=now)
    spending.give_back(order, now=now)
    return True


@transaction.atomic
def cancel_paid(vendor_order, *, now=None):
    """Call off what was paid and not sent yet, its stock free again. Raises StepNotAllowed.

    Only a refund of all of it may: see `commerce.settlement.refund_decision`.
    """
    now = now or timezone.now()
    vendor_order = lock_vendor_order(vendor_order.pk)
    step(vendor_order, "cancel_paid")
    vendor_order.cancelled_at = now
    vendor_order.save(update_fields=["status", "cancelled_at"])
    return_allocated_stock(vendor_order, now=now)
    return vendor_order


@transaction.atomic
def ship(vendor_order, *, tracking_number="", now=None):
    """Everything that is left was handed over in one parcel. Raises StepNotAllowed.

    Shipping twice only corrects the last parcel's tracking number. `parcels.hand_over` sends a part.
    """
    part = lock_vendor_order(vendor_order.pk)
    if part.status == VendorOrderStatus.SHIPPED:
        parcels.correct(part.parcels.last(), tracking_number=tracking_number or None)
    else:
        parcels.hand_over(part, tracking_number=tracking_number, now=now)
    return lock_vendor_order(part.pk)


@transaction.atomic
def make_ready(vendor_order, *, now=None):
    """The goods wait at the workshop for the buyer. Raises StepNotAllowed."""
    now = now or timezone.now()
    vendor_order = lock_vendor_order(vendor_order.pk)
    if vendor_order.status == VendorOrderStatus.READY:
        return vendor_order
    step(vendor_order, "make_ready")
    vendor_order.ready_at = now
    vendor_order.save(update_fields=["status", "ready_at"])
    consume_allocated_stock(vendor_order, now=now)
    announcements.vendor_order_ready(vendor_order)
    return vendor_order


def collect(vendor_order, *, code, now=None):
    """The buyer came, announced or not, and showed the code.

    Raises WrongCollectionCode, TooManyCodes where so many were tried that guessing is stopped for a while, or
    StepNotAllowed. A wrong code is counted even though nothing else is written.
    """
    now = now or timezone.now()
    with transaction.atomic():
        part = lock_vendor_order(vendor_order.pk)
        if not part.is_collection:
            step(part, "collect")
        if _guesses(part, now) >= GUESSES_MAX:
            raise TooManyCodes(part.number)
        if constant_time_compare(code.strip().upper(), part.collection_code):
            return _hand_over_at_the_workshop(part, now)
        part.collection_guesses, part.collection_guessed_at = _guesses(part, now) + 1, now
        part.save(update_fields=["collection_guesses", "collection_guessed_at"])
    raise WrongCollectionCode(vendor_order.number)


def _guesses(part, now):
    """Wrong codes in a row, forgotten after a while without any."""
    last = part.collection_guessed_at
    return part.collection_guesses if last and now - last < GUESSES_FORGOTTEN_AFTER else 0


def _hand_over_at_the_workshop(part, now):
    if part.status == VendorOrderStatus.RECEIVED:
        return part
    step(part, "collect")
    part.received_at, part.receipt_basis = now, VendorOrder.Receipt.CODE
    part.save(update_fields=["status", "received_at", "receipt_basis"])
    consume_allocated_stock(part, now=now)
    return part


@transaction.atomic
def give_up(vendor_order, *, now=None):
    """The buyer never came: what was ready is for sale again. Raises StepNotAllowed.

    Only a refund of all of it may: see `commerce.fulfilment.collecting`.
    """
    now = now or timezone.now()
    part = lock_vendor_order(vendor_order.pk)
    step(part, "give_up")
    part.cancelled_at = now
    part.save(update_fields=["status", "cancelled_at"])
    return_to_shelf(part, now=now)
    return part


@transaction.atomic
def withdraw(vendor_order, *, now=None):
    """Nothing of what was ready is left to hand over: its code opens nothing any more. Raises StepNotAllowed.

    Only withdrawals from all of it may, which put the pieces back themselves: see `commerce.withdrawal.declaring`.
    """
    part = lock_vendor_order(vendor_order.pk)
    step(part, "withdraw")
    part.cancelled_at = now or timezone.now()
    part.save(update_fields=["status", "cancelled_at"])
    return part


@transaction.atomic
def receive(vendor_order, *, basis, now=None):
    """All its parcels arrived; `basis` says who says so. Raises StepNotAllowed."""
    return parcels.deliver_all(vendor_order, basis=basis, now=now)


def presume_receipts(*, now=None):
    """Parcels without news count as received. Returns how many: see `parcels.presume_deliveries`."""
    return parcels.presume_deliveries(now=now)
