"""Every state × kind of delivery × deed of the table: it changes something exactly where the table says so."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commerce.fulfilment import collecting, delays, drawing, silence, unavailable
from commerce.fulfilment.deeds import DEEDS, Role
from commerce.fulfilment.exceptions import NotPossible
from commerce.fulfilment.management.commands.draw_orders import BEGIN, END
from commerce.fulfilment.models import Unavailability
from commerce.order import lifecycle, parcels
from commerce.order.exceptions import NotInTheWorkshop, StepNotAllowed, WrongCollectionCode
from commerce.order.models import Parcel
from commerce.order.parcel_models import Receipt
from commerce.order.status import VendorOrderStatus
from commerce.partner.rights import Right
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import RefundRefused, Wanted
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.fulfilment.orders import again, ordered
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db
S = VendorOrderStatus
#: Late enough for every deed that needs time, and before the card can't be credited any more.
LATER = MONDAY + timedelta(days=60)
REFUSED = (StepNotAllowed, NotInTheWorkshop, WrongCollectionCode, NotPossible, RefundRefused)
SENT = [S.AWAITING_PAYMENT, S.CONFIRMED, S.PARTLY_SHIPPED, S.SHIPPED, S.RECEIVED, S.CANCELLED]
COLLECTED = [S.AWAITING_PAYMENT, S.CONFIRMED, S.READY, S.RECEIVED, S.CANCELLED]


def line_of(part):
    return part.lines.order_by("pk").first()


def refund(part, door):
    everything = Wanted(everything=True)
    return refund_decision.decide(part, everything, reason=Refund.Reason.CANCELLED, door=door, now=LATER)


def presume(part):
    parcels.presume_deliveries(now=LATER)


DO = {
    "ship_some": lambda part: parcels.hand_over(part, {line_of(part).pk: 1}, now=LATER),
    "ship": lambda part: parcels.hand_over(part, now=LATER),
    "make_ready": lambda part: lifecycle.make_ready(part, now=LATER),
    "collect": lambda part: lifecycle.collect(part, code=part.collection_code or "x", now=LATER),
    "announce_delay": lambda part: delays.announce(part, timezone.localdate(LATER) + timedelta(days=3), now=LATER),
    "declare_unavailable": lambda part: unavailable.declare(line_of(part), 1, request_key="a", now=LATER),
    "propose_instead": lambda part: unavailable.propose(
        line_of(part), 1, new_on=timezone.localdate(LATER) + timedelta(days=3), request_key="b", now=LATER
    ),
    "give_up": lambda part: collecting.give_up(part, now=LATER),
    "call_off": lambda part: refund(part, Refund.Door.BUYER),
    "confirm_receipt": lambda part: lifecycle.receive(part, basis=Receipt.BUYER, now=LATER),
    "cancel_silent": lambda part: silence.cancel(part, now=LATER),
    "presume_receipt": presume,
}


def bring_to(status, *, collection):
    """A vendor order of three pieces in this state."""
    kinds = ("collect",) if collection else ("home",)
    if status == S.AWAITING_PAYMENT:
        return placed((ProductFactory(), 3), kinds=kinds).vendor_orders.get()
    part = ordered(3, kinds=kinds)
    steps = {
        S.PARTLY_SHIPPED: lambda: parcels.hand_over(part, {line_of(part).pk: 1}, now=MONDAY),
        S.SHIPPED: lambda: parcels.hand_over(part, now=MONDAY),
        S.READY: lambda: lifecycle.make_ready(part, now=MONDAY),
        S.CANCELLED: lambda: refund(part, Refund.Door.BUYER),
    }
    if status in steps:
        steps[status]()
    if status == S.RECEIVED and collection:
        lifecycle.collect(part, code=part.collection_code, now=MONDAY)
    elif status == S.RECEIVED:
        parcels.deliver(parcels.hand_over(part, now=MONDAY), basis=Receipt.CARRIER, now=MONDAY)
    part = again(part)
    assert part.status == status
    return part


def seen(part):
    """All that a deed may change."""
    now = again(part)
    rows = Unavailability.objects.count(), Parcel.objects.count(), Parcel.objects.under_way().count()
    return now.status, now.promised_on, now.refunded_cents, now.received_at, rows


@pytest.mark.parametrize(
    ("status", "collection"), [*((status, False) for status in SENT), *((status, True) for status in COLLECTED)]
)
def test_a_deed_changes_something_exactly_where_the_table_says_so(status, collection):
    part = bring_to(status, collection=collection)
    before, wrong = seen(part), []
    for deed in DEEDS:
        with transaction.atomic():
            try:
                DO[deed.name](again(part))
            except REFUSED:
                assert seen(part) == before, deed
            if (seen(part) != before) != deed.is_allowed(status, collection=collection):
                wrong.append(deed.name)
            transaction.set_rollback(True)
    assert wrong == []


def test_the_table_and_what_is_tried_are_the_same():
    assert [deed.name for deed in DEEDS] == list(DO)


def test_a_vendors_deed_names_its_right_and_no_other_does():
    for deed in DEEDS:
        assert (deed.right in Right) == (deed.role == Role.VENDOR) if deed.right else deed.role != Role.VENDOR


def test_the_docs_show_the_machine_as_it_is():
    shown = (Path(settings.BASE_DIR) / "docs" / "orders.md").read_text()
    drawn = shown.split(BEGIN)[1].split(END)[0]
    assert drawn == drawing.page(), "run manage.py draw_orders"
