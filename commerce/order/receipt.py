"""When the buyer had everything in hand: the one place that says so, and from which the right to withdraw counts."""

from django.utils import timezone

from commerce.order.models import VendorOrder


def proved_receipt_on(vendor_order):
    """Day (Europe/Paris) on which the buyer received all of it, or None while nobody can prove that.

    A receipt that is only presumed pays the vendor but proves nothing (art. L221-18).
    """
    if vendor_order.received_at is None or vendor_order.receipt_basis == VendorOrder.Receipt.PRESUMED:
        return None
    return timezone.localdate(vendor_order.received_at)
