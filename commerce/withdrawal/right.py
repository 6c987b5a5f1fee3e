"""Whether a buyer may still withdraw from a vendor order, until when, and from which of its lines."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.order.models import Line
from commerce.order.parcels import left_to_send
from commerce.order.receipt import proved_receipt_on
from commerce.order.status import VendorOrderStatus
from commerce.settlement.calendar import withdrawal_ends_on
from commerce.settlement.models import RefundLine
from commerce.settlement.refund_request import left_of
from commerce.withdrawal.models import WithdrawalLine
from commerce.withdrawal.states import State

#: Paid, and all of it still at the workshop: nothing has to come back.
AT_THE_WORKSHOP = (VendorOrderStatus.CONFIRMED, VendorOrderStatus.READY)


@dataclass(frozen=True)
class Piece:
    """One line: how many of it the buyer may give up, and the exception of the law that forbids it, or ""."""

    line: Line
    quantity: int
    exception: str = ""


@dataclass(frozen=True)
class Right:
    """The right to withdraw from one vendor order. `ends_on` is None while no receipt is proved."""

    is_open: bool
    ends_on: date | None


def right_of(vendor_order, *, now):
    """The Right. No query: the day is the calendar's, 14 days from the day after receipt, to a working day."""
    received_on = proved_receipt_on(vendor_order)
    ends_on = withdrawal_ends_on(received_on) if received_on else None
    is_live = bool(vendor_order.confirmed_at) and vendor_order.status != VendorOrderStatus.CANCELLED
    in_time = ends_on is None or timezone.localdate(now) <= ends_on
    return Right(is_live and in_time and left_of(vendor_order).total_cents > 0, ends_on)


def pieces_of(vendor_order):
    """A Piece for each line of which something is left to give up. Three queries, however many lines."""
    gone = gone_quantities(vendor_order)
    lines = vendor_order.lines.order_by("pk")
    return [
        Piece(line, line.quantity - gone[line.pk], exception_of(line))
        for line in lines
        if gone[line.pk] < line.quantity
    ]


def exception_of(line):
    """Why the law lets nobody withdraw from this line, as a sentence, or "" (art. L221-28)."""
    if line.is_exempt_from_withdrawal:
        return _(
            "Réalisée avec votre texte, cette pièce est personnalisée : la loi ne permet pas d’y renoncer "
            "(art. L221-28, 3° du Code de la consommation)."
        )
    return ""


def gone_quantities(vendor_order):
    """Quantities that were given up or given back already, by line id. A closed withdrawal gave nothing up."""
    refunded = RefundLine.objects.filter(refund__vendor_order=vendor_order, refund__withdrawal=None)
    given_up = WithdrawalLine.objects.filter(withdrawal__vendor_order=vendor_order)
    given_up = given_up.exclude(withdrawal__state=State.CLOSED)
    gone = Counter()
    for rows in (refunded, given_up):
        gone.update(dict(rows.order_by().values_list("line").annotate(Sum("quantity"))))
    return gone


def must_come_back(vendor_order):
    """Whether some of the goods are on their way to the buyer, or with the buyer: those have to be sent back."""
    return not vendor_order.is_gift_card and vendor_order.status not in AT_THE_WORKSHOP


def at_the_workshop(vendor_order):
    """{line id: quantity} of what never left: nothing has to come back of it."""
    if not must_come_back(vendor_order):
        return {line.pk: line.quantity for line in vendor_order.lines.all()}
    if not vendor_order.is_to_send:
        return {}
    return {line.pk: quantity for line, quantity in left_to_send(vendor_order)}
