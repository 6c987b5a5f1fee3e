from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.fulfilment import unavailable
from commerce.fulfilment.exceptions import NotPossible, Refusal
from commerce.fulfilment.models import Unavailability
from commerce.order import parcels
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import StockRecord
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import Wanted
from tests.commerce.baskets import MONDAY
from tests.commerce.fulfilment.orders import again, ordered
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db
S, State = VendorOrderStatus, Unavailability.State
TODAY = timezone.localdate(MONDAY)
LATER = TODAY + timedelta(days=30)


def lines(part):
    return list(part.lines.order_by("pk"))


def declare(part, quantity=1, *, line=0, key="cle", **more):
    return unavailable.declare(lines(part)[line], quantity, request_key=key, now=MONDAY, **more)


def propose(part, quantity=1, *, key="cle", **more):
    return unavailable.propose(lines(part)[0], quantity, request_key=key, now=MONDAY, **more)


def stock_of(line):
    record = StockRecord.objects.get(pk=line.stockrecord_id)
    return record.num_in_stock, record.num_allocated


def events():
    return sorted(
        Mail.objects.exclude(event__in=["order_confirmed", "vendor_order_received"]).values_list("event", flat=True)
    )


def test_a_part_of_a_line_goes_back_to_the_cent_and_the_piece_leaves_the_shop():
    part = ordered(3, 1)
    declare(part, 2)
    refund = Refund.objects.get()
    assert (refund.goods_cents, refund.shipping_cents, refund.reason) == (8000, 0, Refund.Reason.UNAVAILABLE)
    line = lines(part)[0]
    assert (line.called_off, stock_of(line), line.product.is_public) == (2, (1, 1), False)
    assert again(part).status == S.CONFIRMED
    assert events() == ["refund_charged", "refund_decided", "unavailable_declared"]


def test_delivery_goes_back_with_the_last_piece():
    part = ordered(1, 1)
    declare(part)
    declare(part, line=1, key="autre")
    assert [each.shipping_cents for each in Refund.objects.order_by("pk")] == [0, 690]
    assert again(part).refunded_cents == part.total_cents
    assert again(part).status == S.CANCELLED
    assert stock_of(lines(part)[1]) == (0, 0)


def test_what_was_sent_keeps_its_delivery():
    part = ordered(2)
    parcels.hand_over(part, {lines(part)[0].pk: 1}, now=MONDAY)
    declare(part)
    assert Refund.objects.get().shipping_cents == 0
    assert again(part).status == S.SHIPPED


def test_the_same_form_sent_twice_is_one_refund():
    part = ordered(3)
    assert declare(part).pk == declare(part).pk
    assert Refund.objects.count() == Unavailability.objects.count() == 1


@pytest.mark.parametrize("quantity", [0, -1, 4])
def test_nothing_more_is_unavailable_than_lies_in_the_workshop(quantity):
    part = ordered(3)
    with pytest.raises(NotPossible):
        declare(part, quantity)
    assert not Refund.objects.exists()


def test_what_has_left_is_not_unavailable():
    part = ordered(1)
    parcels.hand_over(part, now=MONDAY)
    with pytest.raises(NotPossible) as refused:
        declare(part)
    assert refused.value.refusal == Refusal.GONE


def test_another_order_keeps_its_reserved_piece():
    part = ordered(1, stock=5)
    line = lines(part)[0]
    StockRecord.objects.filter(pk=line.stockrecord_id).update(num_allocated=3)
    declare(part)
    assert stock_of(line) == (2, 2)


def test_a_delay_is_accepted_and_becomes_the_promise():
    part = ordered(1)
    row = unavailable.accept(propose(part, new_on=LATER), now=MONDAY)
    assert (row.state, again(part).promised_on, Refund.objects.exists()) == (State.DELAYED, LATER, False)
    assert events() == ["proposal_answered", "unavailable_declared", "unavailable_proposed"]
    assert stock_of(lines(part)[0]) == (1, 1)


def test_who_refuses_is_refunded_and_so_is_who_says_nothing():
    refused, silent = ordered(1), ordered(1)
    unavailable.refuse(propose(refused, new_on=LATER), now=MONDAY)
    propose(silent, new_on=LATER, key="silence")
    last_day = MONDAY + timedelta(days=unavailable.ANSWER_DAYS)
    assert not unavailable.unanswered(last_day)
    for row in unavailable.unanswered(last_day + timedelta(days=1)):
        unavailable.refuse(row, now=last_day + timedelta(days=1))
    assert {again(part).status for part in (refused, silent)} == {S.CANCELLED}
    assert stock_of(lines(silent)[0]) == (0, 0)


def test_another_piece_takes_the_place_and_the_difference_comes_back():
    part = ordered(2)
    other = ProductFactory(vendor=part.vendor, price=Decimal("35.50"), stock=2).stockrecords.get()
    old = lines(part)[0]
    row = unavailable.accept(propose(part, 2, replacement=other), now=MONDAY)
    line = lines(part)[0]
    assert (row.state, line.title, line.num_allocated) == (State.REPLACED, other.product.get_title(), 2)
    assert (stock_of(line), stock_of(old)) == ((2, 2), (0, 0))
    assert Refund.objects.get().goods_cents == 900
    parcels.hand_over(part, now=MONDAY)
    assert stock_of(line) == (0, 0)


def test_a_piece_that_replaced_another_goes_back_at_its_own_price():
    part = ordered(1, 1)
    other = ProductFactory(vendor=part.vendor, price=30).stockrecords.get()
    unavailable.accept(propose(part, replacement=other), now=MONDAY)
    wanted = Wanted(lines={lines(part)[0].pk: 1})
    refund = refund_decision.decide(
        again(part), wanted, reason=Refund.Reason.CANCELLED, door=Refund.Door.VENDOR, now=MONDAY
    )
    assert refund.goods_cents == 3000


def test_another_piece_that_was_sold_meanwhile_is_money_back():
    part = ordered(1)
    other = ProductFactory(vendor=part.vendor, price=30, stock=1).stockrecords.get()
    row = propose(part, replacement=other)
    StockRecord.objects.filter(pk=other.pk).update(num_allocated=1)
    assert unavailable.accept(row, now=MONDAY).state == State.REFUNDED
    assert again(part).status == S.CANCELLED


def test_only_a_piece_of_the_shop_as_dear_or_cheaper_is_proposed():
    part = ordered(1)
    dearer = ProductFactory(vendor=part.vendor, price=41).stockrecords.get()
    strange = ProductFactory(price=10).stockrecords.get()
    sold_out = ProductFactory(vendor=part.vendor, price=10, stock=0).stockrecords.get()
    for record in (dearer, strange, sold_out, lines(part)[0].stockrecord):
        with pytest.raises(NotPossible):
            propose(part, replacement=record)
    assert not Unavailability.objects.exists()


def test_an_answer_is_given_once():
    part = ordered(1)
    row = propose(part, new_on=LATER)
    unavailable.accept(row, now=MONDAY)
    for answer in (unavailable.accept, unavailable.refuse):
        with pytest.raises(NotPossible):
            answer(row, now=MONDAY)
    assert not Refund.objects.exists()


def test_a_proposal_about_what_left_meanwhile_moves_no_money():
    part = ordered(1)
    row = propose(part, new_on=LATER)
    parcels.hand_over(part, now=MONDAY)
    assert unavailable.refuse(row, now=MONDAY).state == State.LAPSED
    assert not Refund.objects.exists()


def test_one_proposal_at_a_time_waits_for_an_answer():
    part = ordered(3)
    propose(part, new_on=LATER)
    with pytest.raises(NotPossible) as refused:
        declare(part, key="autre")
    assert refused.value.refusal == Refusal.PROPOSED
