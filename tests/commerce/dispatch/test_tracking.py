from datetime import timedelta

import pytest
from django.core.cache import cache

from commerce.carriers.interface import Tracking
from commerce.dispatch.labels import ask_for_label
from commerce.dispatch.tracking import EVERY, follow_parcels
from commerce.order.parcel_models import Receipt
from commerce.order.parcels import deliver, hand_over
from commerce.order.status import VendorOrderStatus
from tests.commerce.baskets import MONDAY

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=2)


@pytest.fixture
def parcel(part, carriers):
    """A labelled parcel that left on Monday."""
    label = ask_for_label(part, grams=1200, request_key="a", now=MONDAY)
    return hand_over(part, tracking_number=label.number, now=MONDAY)


def test_what_the_carrier_saw_delivered_is_received_at_that_moment(parcel, carriers):
    assert follow_parcels(now=MONDAY + timedelta(hours=1)) == 0
    carriers.deliver(parcel.tracking_number, LATER)
    assert follow_parcels(now=LATER + timedelta(hours=5)) == 1
    parcel.refresh_from_db()
    part = parcel.vendor_order
    part.refresh_from_db()
    assert (parcel.delivered_at, parcel.delivery_basis) == (LATER, Receipt.CARRIER)
    assert (part.status, part.received_at, part.receipt_basis) == (VendorOrderStatus.RECEIVED, LATER, Receipt.CARRIER)
    assert follow_parcels(now=LATER + timedelta(days=1)) == 0


def test_a_presumption_gives_way_to_the_carriers_proof(parcel, carriers):
    carriers.deliver(parcel.tracking_number, LATER)
    deliver(parcel, basis=Receipt.PRESUMED, now=LATER + timedelta(days=1))
    assert follow_parcels(now=LATER + timedelta(days=2)) == 1
    parcel.vendor_order.refresh_from_db()
    assert (parcel.vendor_order.received_at, parcel.vendor_order.receipt_basis) == (LATER, Receipt.CARRIER)


def test_a_moment_to_come_is_not_believed(parcel, carriers):
    carriers.deliver(parcel.tracking_number, LATER + timedelta(days=300))
    follow_parcels(now=LATER)
    parcel.refresh_from_db()
    assert parcel.delivered_at == LATER


def test_a_parcel_rests_between_two_questions(parcel, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "commerce.carriers.la_poste.track", lambda number: asked.append(number) or Tracking("En route")
    )
    for hours in (1, 2, 3):
        follow_parcels(now=MONDAY + timedelta(hours=hours))
    assert asked == [parcel.tracking_number]
    follow_parcels(now=MONDAY + timedelta(hours=1) + EVERY)
    assert len(asked) == 2
    assert parcel.watch.words == "En route"


def test_a_silent_carrier_keeps_its_parcels_turn(parcel, carriers):
    carriers.deliver(parcel.tracking_number, LATER)
    carriers.fail(la_poste="down")
    assert follow_parcels(now=LATER) == 0
    carriers.fail()
    cache.clear()
    assert follow_parcels(now=LATER + timedelta(minutes=10)) == 1


def test_a_number_that_the_carrier_does_not_know_is_noted(part, carriers):
    parcel = hand_over(part, tracking_number="6A999", now=MONDAY)
    assert follow_parcels(now=LATER) == 0
    assert "non trouvée" in parcel.watch.words


def test_nothing_is_asked_of_parcels_by_hand_nor_of_old_ones(part, carriers, django_assert_num_queries):
    hand_over(part, carrier="Le cousin Paul", tracking_number="12", now=MONDAY)
    with django_assert_num_queries(1):
        assert follow_parcels(now=LATER) == 0
