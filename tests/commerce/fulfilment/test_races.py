"""A piece is declared missing while its parcel leaves, and silence ends an order while it is sent. Needs row locks."""

import pytest

from commerce.fulfilment import unavailable
from commerce.fulfilment.exceptions import NotPossible
from commerce.fulfilment.models import Unavailability
from commerce.order import parcels
from commerce.order.exceptions import NotInTheWorkshop, StepNotAllowed
from commerce.order.models import Line, Parcel, VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import StockRecord
from commerce.settlement.models import Refund
from tests.commerce.baskets import MONDAY
from tests.commerce.fulfilment.orders import again, ordered
from tests.commerce.settlement.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _no_bank(monkeypatch):
    monkeypatch.setattr("commerce.settlement.refund_decision.move_soon", lambda refund: None)


def both(part, ask):
    """Six processes at once: half ship, half declare the piece missing. Each answers whether it did."""
    turns = iter(["ship", "missing"] * 3)

    def act():
        turn = next(turns)
        try:
            return turn, ask[turn](VendorOrder.objects.get(pk=part.pk))
        except (StepNotAllowed, NotInTheWorkshop, NotPossible):
            return turn, None

    return at_once(act)


def test_a_piece_either_leaves_or_is_given_back_never_both():
    for _round in range(3):
        part = ordered(1)
        line = part.lines.get()
        ask = {
            "ship": lambda each: parcels.hand_over(each, now=MONDAY).pk,
            "missing": lambda each: (
                unavailable.declare(
                    Line.objects.get(vendor_order=each), 1, request_key=f"cle-{each.pk}", now=MONDAY
                ).pk
            ),
        }
        both(part, ask)
        was_sent = Parcel.objects.filter(vendor_order=part).exists()
        was_missing = Refund.objects.filter(vendor_order=part).exists()
        assert was_sent != was_missing
        assert Unavailability.objects.filter(vendor_order=part).count() == was_missing
        assert again(part).status == (VendorOrderStatus.SHIPPED if was_sent else VendorOrderStatus.CANCELLED)
        record = StockRecord.objects.get(pk=line.stockrecord_id)
        assert (record.num_in_stock, record.num_allocated) == ((8, 0) if was_sent else (0, 0))
