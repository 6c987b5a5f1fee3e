from oscar.apps.order.exceptions import UnableToPlaceOrder  # noqa: F401 (raised by our callers, caught by Oscar)


class StepNotAllowed(Exception):
    """The vendor order's state doesn't allow this action: see `commerce.order.status.TRANSITIONS`."""

    def __init__(self, vendor_order, action):
        self.vendor_order = vendor_order
        self.action = action
        super().__init__(f"{vendor_order.number} is {vendor_order.status}: {action} is not allowed.")


class NotInTheWorkshop(Exception):
    """A parcel would be empty, or hold more than is left to send of its vendor order."""


class WrongCollectionCode(Exception):
    """The code that the buyer showed isn't that of this vendor order."""


class TooManyCodes(WrongCollectionCode):
    """So many wrong codes were tried that none is compared for a while."""
