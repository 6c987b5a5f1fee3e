"""Rows of settlement, locked after those of the order: see `commerce.order.locks` for the order of all locks.

Within settlement: refund, vendor, operations; each by key.
"""

from django.apps import apps


def lock(operation):
    """The operation as it is in the database now, locked until the transaction ends."""
    return type(operation).objects.select_for_update(of=("self",)).get(pk=operation.pk)


def lock_vendor(vendor_id):
    """The vendor's row: whoever counts what its wallet holds, or what it owes, comes one after the other."""
    return apps.get_model("partner", "Partner").objects.select_for_update(of=("self",)).get(pk=vendor_id)
