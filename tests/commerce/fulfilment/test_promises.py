"""Delays, silence, and buyers who don't come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.fulfilment import collecting, delays, silence
from commerce.fulfilment.exceptions import NotPossible, Refusal
from commerce.fulfilment.models import Delay, Reminder
from commerce.order import lifecycle, parcels
from commerce.order.exceptions import TooManyCodes, WrongCollectionCode
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import StockRecord
from commerce.settlement.models import Refund
from tests.commerce.baskets import MONDAY
from tests.commerce.fulfilment.orders import again, ordered

pytestmark = pytest.mark.django_db
S = VendorOrderStatus


def at(part, days):
    """Noon, so many days after what was promised first."""
    return MONDAY + timedelta(days=(part.promised_on - timezone.localdate(MONDAY)).days + days)


def night(now):
    """What a night does about promises, twice."""
    for _twice in range(2):
        for due in list(silence.to_remind(now)):
            silence.remind(due, now=now)
        for part in list(silence.to_cancel(now)):
            silence.cancel(part, now=now)


def told(event):
    return Mail.objects.filter(event=event).count()


def test_a_delay_is_the_new_promise_and_told_once():
    part = ordered(1)
    new_on = part.promised_on + timedelta(days=10)
    for _twice in range(2):
        delays.announce(part, new_on, note="Le four est en panne.", now=MONDAY)
    assert (again(part).promised_on, Delay.objects.count(), told("order_delayed")) == (new_on, 1, 1)
    assert "Le four est en panne." in Mail.objects.get(event="order_delayed").text


@pytest.mark.parametrize("days", [-1, 0, 200])
def test_a_delay_is_later_and_not_endless(days):
    part = ordered(1)
    with pytest.raises(NotPossible) as refused:
        delays.announce(part, part.promised_on + timedelta(days=days), now=MONDAY)
    assert refused.value.refusal == Refusal.DAY


def test_what_was_sent_has_no_delay():
    part = ordered(1)
    parcels.hand_over(part, now=MONDAY)
    with pytest.raises(NotPossible):
        delays.announce(part, part.promised_on + timedelta(days=3), now=MONDAY)


def test_a_silent_vendor_is_reminded_three_times_and_then_the_buyer_has_everything_back():
    part = ordered(2, 1)
    for days in range(-3, 12):
        night(at(part, days))
    steps = Reminder.objects.order_by("pk").values_list("step", flat=True)
    assert list(steps) == ["soon", "late", "last"]
    assert [told(event) for event in ("order_due_soon", "order_late", "order_late_again", "order_late_buyer")] == [
        1
    ] * 4
    assert (again(part).status, again(part).refunded_cents) == (S.CANCELLED, part.total_cents)
    refund = Refund.objects.get()
    assert (refund.door, refund.decided_at) == (Refund.Door.SETTLEMENT, at(part, 8))
    assert told("order_silent") == 1
    records = StockRecord.objects.filter(partner=part.vendor)
    assert {(record.num_in_stock, record.num_allocated) for record in records} == {(9, 0)}


def test_nobody_is_cancelled_who_was_not_reminded_in_time():
    part = ordered(1)
    night(at(part, 30))
    night(at(part, 31))
    assert again(part).status == S.CONFIRMED
    night(at(part, 34))
    assert again(part).status == S.CANCELLED


def test_a_delay_begins_the_reminders_anew():
    part = ordered(1)
    for days in (1, 4):
        night(at(part, days))
    delays.announce(part, part.promised_on + timedelta(days=20), now=at(part, 5))
    for days in range(6, 19):
        night(at(part, days))
    assert again(part).status == S.CONFIRMED
    for days in range(19, 29):
        night(at(part, days))
    assert again(part).status == S.CANCELLED


def test_only_what_never_left_is_given_back_for_silence():
    part = ordered(2)
    parcels.hand_over(part, {part.lines.get().pk: 1}, now=MONDAY)
    for days in range(-1, 10):
        night(at(part, days))
    refund = Refund.objects.get()
    assert (refund.goods_cents, refund.shipping_cents, again(part).status) == (4000, 0, S.SHIPPED)


def test_who_sends_at_the_last_moment_is_not_cancelled():
    part = ordered(1)
    for days in (1, 4):
        night(at(part, days))
    found = list(silence.to_cancel(at(part, 8)))
    parcels.hand_over(part, now=at(part, 8))
    for each in found:
        silence.cancel(each, now=at(part, 8))
    assert again(part).status == S.SHIPPED
    assert not Refund.objects.exists()


def ready():
    part = ordered(1, kinds=("collect",))
    return lifecycle.make_ready(part, now=MONDAY)


def test_guesses_at_a_code_are_stopped_and_the_right_one_waits_too():
    part = ready()
    for _guess in range(lifecycle.GUESSES_MAX):
        with pytest.raises(WrongCollectionCode):
            lifecycle.collect(part, code="FAUX", now=MONDAY)
    with pytest.raises(TooManyCodes):
        lifecycle.collect(part, code=part.collection_code, now=MONDAY)
    later = MONDAY + lifecycle.GUESSES_FORGOTTEN_AFTER
    assert lifecycle.collect(part, code=part.collection_code, now=later).status == S.RECEIVED


def test_a_buyer_who_does_not_come_is_reminded_once():
    part = ready()
    for days in (6, 7, 8):
        for each in list(collecting.to_remind(MONDAY + timedelta(days=days))):
            collecting.remind(each, now=MONDAY + timedelta(days=days))
    assert told("order_uncollected") == 1
    assert part.collection_code in Mail.objects.get(event="order_uncollected").text


def test_what_nobody_collects_is_given_up_after_three_weeks_and_is_for_sale_again():
    part = ready()
    with pytest.raises(NotPossible) as refused:
        collecting.give_up(part, now=MONDAY + collecting.KEPT)
    assert refused.value.refusal == Refusal.TOO_SOON
    after = MONDAY + collecting.KEPT + timedelta(days=1)
    assert collecting.give_up(part, now=after).pk == collecting.give_up(part, now=after).pk
    record = StockRecord.objects.get()
    assert (again(part).status, again(part).refunded_cents) == (S.CANCELLED, part.total_cents)
    assert (record.num_in_stock, record.num_allocated) == (9, 0)
