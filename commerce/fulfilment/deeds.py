"""Who may do what to a vendor order in which state: one table, tried by a generated test, drawn into the docs.

`commerce.order.status.TRANSITIONS` says where each step leads; this says who takes it through which door.
"""

from dataclasses import dataclass
from enum import StrEnum

from commerce.order.status import TO_SEND, VendorOrderStatus
from commerce.partner.rights import Right

S = VendorOrderStatus


class Role(StrEnum):
    """Who does it."""

    VENDOR = "vendor"
    BUYER = "buyer"
    CLOCK = "clock"


@dataclass(frozen=True)
class Deed:
    """Something that somebody does: in which states, to what is collected (True), sent (False) or both (None).

    A vendor's member needs the `right`; a buyer needs the order's signed link, as a guest too.
    """

    name: str
    role: Role
    states: tuple
    collection: bool | None = None
    right: Right | None = None

    def is_allowed(self, status, *, collection):
        """Whether it changes anything in this state of this kind of delivery."""
        return status in self.states and self.collection in (None, collection)


DEEDS = (
    Deed("ship_some", Role.VENDOR, TO_SEND, False, Right.SHIP),
    Deed("ship", Role.VENDOR, TO_SEND, False, Right.SHIP),
    Deed("make_ready", Role.VENDOR, (S.CONFIRMED,), True, Right.SHIP),
    Deed("collect", Role.VENDOR, (S.CONFIRMED, S.READY), True, Right.SHIP),
    Deed("announce_delay", Role.VENDOR, TO_SEND, None, Right.SHIP),
    Deed("declare_unavailable", Role.VENDOR, TO_SEND, None, Right.REFUND),
    Deed("propose_instead", Role.VENDOR, TO_SEND, None, Right.REFUND),
    Deed("give_up", Role.VENDOR, (S.READY,), True, Right.REFUND),
    Deed("call_off", Role.BUYER, TO_SEND),
    Deed("confirm_receipt", Role.BUYER, (S.SHIPPED,), False),
    Deed("cancel_silent", Role.CLOCK, TO_SEND),
    Deed("presume_receipt", Role.CLOCK, (S.PARTLY_SHIPPED, S.SHIPPED), False),
)
