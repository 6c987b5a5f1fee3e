from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce.communication.models import Mail
from commerce.ledger.models import WrittenForGood
from commerce.order import lifecycle, parcels
from commerce.order.exceptions import NotInTheWorkshop, StepNotAllowed
from commerce.order.models import Parcel, VendorOrder
from commerce.order.parcel_models import Receipt
from commerce.order.status import OrderStatus, VendorOrderStatus
from commerce.order.timeline import BUYER, timelines
from commerce.partner.models import StockRecord
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db
S = VendorOrderStatus


def ordered(*quantities):
    """A paid vendor order, sent home, of one piece in each of these quantities."""
    vendor = VendorFactory()
    order = placed(*((ProductFactory(vendor=vendor, stock=9), quantity) for quantity in quantities))
    lifecycle.confirm(order, now=MONDAY)
    return order.vendor_orders.get()


def again(part):
    return VendorOrder.objects.get(pk=part.pk)


def send(part, *quantities, **more):
    """A parcel with so many of each line."""
    chosen = dict(zip(part.lines.values_list("pk", flat=True), quantities, strict=False))
    return parcels.hand_over(part, chosen, **{"now": MONDAY, **more})


def test_a_vendor_order_is_shipped_when_its_last_piece_has_left():
    part = ordered(2, 1)
    first = send(part, 1)
    assert (again(part).status, again(part).shipped_at) == (S.PARTLY_SHIPPED, None)
    assert type(part.order).objects.get().status == OrderStatus.PARTLY_SHIPPED
    second = send(part, 1, 1, now=MONDAY + timedelta(days=1))
    assert (again(part).status, again(part).shipped_at) == (S.SHIPPED, MONDAY + timedelta(days=1))
    assert [first.number, second.number] == [f"{part.number}/1", f"{part.number}/2"]


def test_each_parcel_takes_its_own_pieces_off_the_shelf():
    part = ordered(3)
    send(part, 1)
    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (8, 2)
    lifecycle.ship(part, now=MONDAY)
    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (6, 0)


def test_each_parcel_is_told_once_with_what_is_in_it():
    part = ordered(2)
    for _twice in range(2):
        send(part, 1, request_key="cle", tracking_number="6A1")
    assert Parcel.objects.count() == 1
    send(part, 1)
    mails = Mail.objects.filter(event="vendor_order_shipped").order_by("pk")
    assert [mail.key for mail in mails] == [part.number, f"{part.number}/2"]
    assert ["un autre colis" in mail.text for mail in mails] == [True, False]


@pytest.mark.parametrize("quantities", [{}, {"line": 0}, {"line": 3}, {"line": -1}, {"other": 1}])
def test_a_parcel_is_neither_empty_nor_fuller_than_the_workshop(quantities):
    part = ordered(2)
    ids = {"line": part.lines.get().pk, "other": 10**6}
    with pytest.raises(NotInTheWorkshop):
        parcels.hand_over(part, {ids[name]: n for name, n in quantities.items()}, now=MONDAY)
    assert again(part).status == S.CONFIRMED


def test_the_clock_runs_from_the_last_parcel_whichever_left_first():
    part = ordered(2)
    first, second = send(part, 1), send(part, 1)
    parcels.deliver(second, basis=Receipt.CARRIER, now=MONDAY + timedelta(days=2))
    assert again(part).received_at is None
    parcels.deliver(first, basis=Receipt.BUYER, now=MONDAY + timedelta(days=5))
    received = again(part)
    assert (received.status, received.received_at) == (S.RECEIVED, MONDAY + timedelta(days=5))
    assert received.receipt_basis == Receipt.BUYER


def test_what_arrived_before_the_last_parcel_left_is_not_the_whole():
    part = ordered(2)
    parcels.deliver(send(part, 1), basis=Receipt.CARRIER, now=MONDAY + timedelta(days=2))
    with pytest.raises(StepNotAllowed):
        lifecycle.receive(part, basis=Receipt.BUYER, now=MONDAY + timedelta(days=3))
    assert again(part).status == S.PARTLY_SHIPPED


def test_a_presumption_gives_way_to_a_proof_and_a_proof_to_nothing():
    part = ordered(1)
    parcel = send(part, 1)
    parcels.deliver(parcel, basis=Receipt.PRESUMED, now=MONDAY + timedelta(days=3))
    assert again(part).receipt_basis == Receipt.PRESUMED
    proved_at = MONDAY + timedelta(days=1)
    parcels.deliver(parcel, basis=Receipt.CARRIER, at=proved_at, now=MONDAY + timedelta(days=4))
    parcels.deliver(parcel, basis=Receipt.BUYER, now=MONDAY + timedelta(days=9))
    assert (again(part).received_at, again(part).receipt_basis) == (proved_at, Receipt.CARRIER)


def test_a_receipt_is_presumed_while_one_parcel_only_is():
    part = ordered(2)
    first, second = send(part, 1), send(part, 1)
    parcels.deliver(first, basis=Receipt.PRESUMED, now=MONDAY + timedelta(days=3))
    parcels.deliver(second, basis=Receipt.CARRIER, now=MONDAY + timedelta(days=4))
    assert again(part).receipt_basis == Receipt.PRESUMED
    parcels.deliver(first, basis=Receipt.BUYER, now=MONDAY + timedelta(days=5))
    assert again(part).receipt_basis == Receipt.BUYER


def test_what_is_called_off_needs_no_parcel():
    part = ordered(2)
    parcel = send(part, 1)
    parcels.deliver(parcel, basis=Receipt.CARRIER, now=MONDAY + timedelta(days=2))
    parcels.call_off(part, [(part.lines.get(), 2)], now=MONDAY + timedelta(days=3))
    line, record = part.lines.get(), StockRecord.objects.get()
    assert (line.called_off, record.num_in_stock, record.num_allocated) == (1, 8, 0)
    assert (again(part).status, again(part).received_at) == (S.RECEIVED, MONDAY + timedelta(days=2))


def test_the_buyers_page_tells_of_each_parcel_and_of_what_is_left():
    part = ordered(2)
    send(part, 1, carrier="Colissimo", tracking_number="6A1")
    (told,) = timelines([again(part)], viewer=BUYER, now=MONDAY)
    words = " ".join(f"{event.label} {event.detail}" for event in told.events)
    assert "Colis 1 expédié" in words
    assert "Colissimo 6A1" in words
    assert "Un autre colis suivra" in words
    assert [deed.fields for deed in told.deeds if deed.fields] == [{"colis": 1}]


def test_the_database_keeps_parcels_whole():
    part = ordered(1)
    parcel = send(part, 1)
    twin = {"vendor_order": part, "position": 1, "shipped_at": MONDAY, "expected_on": MONDAY}
    changes = [{"delivered_at": MONDAY}, {"delivery_basis": "buyer"}]
    wrongs = [partial(Parcel.objects.filter(pk=parcel.pk).update, **change) for change in changes]
    for wrong in [*wrongs, partial(Parcel.objects.create, **twin)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    with pytest.raises(WrittenForGood):
        parcel.lines.get().delete()


@settings(max_examples=25, deadline=None)
@given(data=st.data(), ordered_quantities=st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_whatever_leaves_or_is_called_off_adds_up_to_what_was_ordered(data, ordered_quantities):
    with transaction.atomic():
        part = ordered(*ordered_quantities)
        while left := parcels.left_to_send(again(part)):
            line, quantity = data.draw(st.sampled_from(left))
            some = data.draw(st.integers(1, quantity))
            if data.draw(st.booleans()):
                parcels.hand_over(part, {line.pk: some}, now=MONDAY)
            else:
                parcels.call_off(part, [(line, some)], now=MONDAY)
        sent = parcels.sent_quantities(again(part))
        for line in part.lines.all():
            assert sent.get(line.pk, 0) + line.called_off == line.quantity
        assert again(part).status == (S.SHIPPED if sent else S.CONFIRMED)
        assert not StockRecord.objects.filter(partner=part.vendor).exclude(num_allocated=0)
        transaction.set_rollback(True)
