"""Amounts that went back before, without a line, leave less of a price, or nothing: no order gets stuck on that."""

from datetime import timedelta

import pytest
from django.urls import reverse

from commerce.communication.models import Mail
from commerce.fulfilment import silence, unavailable
from commerce.order import parcels
from commerce.order.status import VendorOrderStatus as S
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import Wanted
from tests.commerce.baskets import MONDAY
from tests.commerce.fulfilment.orders import again, ordered
from tests.commerce.fulfilment.test_promises import at, night

pytestmark = pytest.mark.django_db


def partly_sent(given_cents):
    """Two lines of 40 €, the first sent, after so many cents were given back as a gesture."""
    part = ordered(1, 1)
    first = part.lines.order_by("pk")[0]
    parcels.hand_over(part, {first.pk: 1}, now=MONDAY)
    gesture = {"reason": Refund.Reason.GESTURE, "door": Refund.Door.VENDOR, "now": MONDAY}
    refund_decision.decide(again(part), Wanted(goods_cents=given_cents), **gesture)
    return again(part)


@pytest.mark.parametrize(("given_cents", "left_cents"), [(1000, 4000), (5000, 3000), (8000, 0)])
def test_a_silent_vendor_gives_back_what_is_left_of_what_is_not_sent(given_cents, left_cents):
    part = partly_sent(given_cents)
    for days in (-1, 1, 4, 8):
        night(at(part, days))
    assert again(part).status == S.SHIPPED
    assert sum(refund.goods_cents for refund in Refund.objects.filter(request_key__startswith="silent")) == left_cents
    assert not silence.to_cancel(at(part, 9))


@pytest.mark.parametrize(("given_cents", "left_cents"), [(5000, 3000), (8000, 0)])
def test_a_piece_that_is_missing_gives_back_what_is_left_of_its_price(given_cents, left_cents):
    part = partly_sent(given_cents)
    line = part.lines.order_by("pk")[1]
    row = unavailable.propose(line, 1, new_on=part.promised_on + timedelta(days=3), request_key="cle", now=MONDAY)
    assert unavailable.refuse(row, now=MONDAY).state == "refunded"
    assert again(part).status == S.SHIPPED
    assert sum(refund.goods_cents for refund in Refund.objects.filter(reason="unavailable")) == left_cents


def test_delivery_goes_back_where_it_is_all_that_is_left_of_an_order_that_nobody_sent():
    part = ordered(1)
    gesture = {"reason": Refund.Reason.GESTURE, "door": Refund.Door.VENDOR, "now": MONDAY}
    refund_decision.decide(part, Wanted(goods_cents=4000), **gesture)
    for days in (-1, 1, 4, 8):
        night(at(part, days))
    part = again(part)
    assert (part.status, part.refunded_shipping_cents) == (S.CANCELLED, part.shipping_cents)


def test_a_silent_vendors_order_that_cost_nothing_ends_too():
    part = ordered(1)
    type(part).objects.filter(pk=part.pk).update(goods_cents=0, shipping_cents=0)
    for days in (-1, 1, 4, 8):
        night(at(part, days))
    assert (again(part).status, Refund.objects.exists()) == (S.CANCELLED, False)
    assert not silence.to_cancel(at(part, 9))
    assert told_that_nothing_leaves(part) == {part.order.email, part.vendor.email}


def told_that_nothing_leaves(part):
    mails = Mail.objects.filter(event__startswith="pieces_called_off", key__startswith=f"{part.number}:")
    assert len(mails) == len({mail.recipient for mail in mails})
    assert all(part.lines.get().title in mail.text and "annulée" in mail.text for mail in mails)
    return {mail.recipient for mail in mails}


@pytest.mark.parametrize("is_asked", [True, False])
def test_both_read_that_a_piece_which_cost_nothing_will_not_leave(is_asked):
    part = ordered(1)
    type(part).objects.filter(pk=part.pk).update(goods_cents=0, shipping_cents=0)
    line = again(part).lines.get()
    if is_asked:
        later = part.promised_on + timedelta(days=3)
        unavailable.refuse(unavailable.propose(line, 1, new_on=later, request_key="cle", now=MONDAY), now=at(part, 0))
    else:
        for _twice in range(2):
            unavailable.declare(line, 1, request_key="cle", now=MONDAY)
    assert (again(part).status, Refund.objects.exists()) == (S.CANCELLED, False)
    assert told_that_nothing_leaves(part) == {part.order.email, part.vendor.email}


def cancel_page(part):
    return reverse("fulfilment:cancel", args=[part.order.number, part.order.verification_hash(), part.pk])


def read(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_a_buyer_calls_off_an_order_that_cost_nothing_once(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(hours=1))
    part = ordered(1)
    type(part).objects.filter(pk=part.pk).update(goods_cents=0, shipping_cents=0)
    page = cancel_page(part)
    asked = read(client.get(page))
    assert "Rien n’est à rembourser" in asked
    assert "Annuler et récupérer" not in asked
    for _twice in range(2):
        shown = read(client.post(page, follow=True))
        assert f"{part.number} est annulée." in shown
    assert "Annulée et remboursée" not in shown
    assert (again(part).status, Refund.objects.exists()) == (S.CANCELLED, False)
    record = part.lines.get().stockrecord
    assert record.num_allocated == 0
    assert told_that_nothing_leaves(part) == {part.order.email, part.vendor.email}
    to_the_shop = Mail.objects.get(event="pieces_called_off_shop")
    assert "L’acheteur a annulé ce qui n’était pas encore parti." in to_the_shop.text


def test_a_buyer_calls_off_the_rest_that_cost_nothing_any_more(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(hours=1))
    part = partly_sent(8000)
    client.post(cancel_page(part))
    assert again(part).status == S.SHIPPED
    assert not Refund.objects.filter(door="buyer").exists()
