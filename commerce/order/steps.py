"""Moving a vendor order by one row of the table, and no other way."""

from commerce.order.exceptions import StepNotAllowed
from commerce.order.status import target_of


def step(vendor_order, action):
    """Give a locked vendor order the status that `action` leads to; the caller saves it. Raises StepNotAllowed."""
    target = target_of(vendor_order.status, action, collection=vendor_order.is_collection)
    if target is None:
        raise StepNotAllowed(vendor_order, action)
    vendor_order.status = target
