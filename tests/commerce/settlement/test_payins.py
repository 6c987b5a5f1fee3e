from datetime import timedelta

import pytest

from commerce.communication.models import Mail
from commerce.ledger import book
from commerce.ledger.models import Journal
from commerce.mangopay.connection import recorded_calls
from commerce.mangopay.gateway import gateway
from commerce.order.models import Order
from commerce.order.status import OrderStatus
from commerce.settlement import due, payins
from commerce.settlement.models import Incident, PayIn, Refund
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.settlement.orders import RETURN_URL, order_of, paid, parts, started
from tests.factories import ProductFactory, UserFactory, VendorFactory
from tests.local_mangopay import CARD_EXPIRED, CARD_REFUSED, CARD_WITH_CHALLENGE

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(minutes=31)


def status_of(order):
    return Order.objects.get(pk=order.pk).status


def stock_of(order):
    return [line.stockrecord.net_stock_level for line in order.lines.select_related("stockrecord")]


def in_wallet(pay_in):
    return gateway().wallet(PayIn.objects.get(pk=pay_in.pk).wallet_id).balance_cents


def test_a_paid_order_is_confirmed_and_every_cent_has_an_owner(mangopay):
    order = paid(mangopay, order_of(VendorFactory(), VendorFactory()))
    assert status_of(order) == OrderStatus.CONFIRMED
    entries = Journal.objects.get(business_key=f"payin:{order.number}").entries
    owned = dict(entries.filter(amount_cents__gt=0).values_list("label", "amount_cents"))
    for part in parts(order):
        assert owned[f"{part.number} articles"] == part.goods_cents
        assert owned[f"{part.number} livraison"] == part.shipping_cents
    assert book.balance(f"order_wallet:{order.number}") == in_wallet(order.pay_in) == order.pay_in.amount_cents


def test_a_payment_with_3d_secure_is_confirmed_too(mangopay):
    order = order_of()
    assert mangopay.pay(started(order).redirect_url, CARD_WITH_CHALLENGE).startswith(RETURN_URL)
    payins.conclude_order(order, now=MONDAY)
    assert status_of(order) == OrderStatus.CONFIRMED


@pytest.mark.parametrize(("card", "words"), [(CARD_REFUSED, "banque a refusé"), (CARD_EXPIRED, "carte est expirée")])
def test_a_refused_card_cancels_the_order_gives_the_stock_back_and_says_why(mangopay, card, words):
    order = order_of()
    mangopay.pay(started(order).redirect_url, card)
    pay_in = payins.conclude_order(order, now=MONDAY)
    assert status_of(order) == OrderStatus.CANCELLED
    assert stock_of(order) == [5]
    assert words in payins.refusal_in_words(pay_in)
    assert "Rien n’a été débité" in payins.refusal_in_words(pay_in)
    assert not Journal.objects.exists()


def test_a_refused_3d_secure_cancels_the_order(mangopay):
    order = order_of()
    mangopay.refuse_challenge(started(order).redirect_url)
    assert "3-D Secure" in payins.refusal_in_words(payins.conclude_order(order, now=MONDAY))
    assert status_of(order) == OrderStatus.CANCELLED


def test_an_abandoned_payment_cancels_the_order(mangopay):
    order = order_of()
    mangopay.abandon(started(order).redirect_url)
    assert "abandonné" in payins.refusal_in_words(payins.conclude_order(order, now=MONDAY))
    assert (status_of(order), stock_of(order)) == (OrderStatus.CANCELLED, [5])


def test_a_return_before_the_bank_decided_changes_nothing(mangopay):
    order = order_of()
    started(order)
    assert payins.conclude_order(order, now=MONDAY).state == PayIn.State.CREATED
    assert status_of(order) == OrderStatus.AWAITING_PAYMENT


@pytest.mark.parametrize("first", ["return", "hook", "scheduler"])
def test_whichever_looks_first_confirms_once_and_the_others_ask_nothing(mangopay, first):
    order = order_of()
    pay_in = started(order)
    mangopay.pay(pay_in.redirect_url)
    looks = {
        "return": lambda: payins.conclude_order(order, now=LATER),
        "hook": lambda: payins.conclude_resource(pay_in.resource_id, now=LATER),
        "scheduler": lambda: due.settle(now=LATER),
    }
    looks.pop(first)()
    assert status_of(order) == OrderStatus.CONFIRMED
    with recorded_calls() as calls:
        for look in looks.values():
            look()
            look()
    assert calls == []
    assert Mail.objects.filter(event="order_confirmed").count() == 1
    assert Journal.objects.count() == 1


def test_a_hook_about_somebody_else_s_payment_does_nothing(mangopay):
    with recorded_calls() as calls:
        payins.conclude_resource("payin_m_stranger", now=MONDAY)
    assert calls == []


def test_a_forged_hook_for_an_unpaid_order_confirms_nothing(mangopay):
    order = order_of()
    payins.conclude_resource(started(order).resource_id, now=MONDAY)
    assert status_of(order) == OrderStatus.AWAITING_PAYMENT


def test_a_payment_that_nobody_announced_is_found_by_the_scheduler(mangopay):
    order = order_of()
    mangopay.pay(started(order).redirect_url)
    due.settle(now=LATER)
    assert status_of(order) == OrderStatus.CONFIRMED


def test_an_unpaid_order_expires_and_gives_its_stock_back(mangopay):
    order = order_of()
    started(order)
    due.settle(now=MONDAY + timedelta(minutes=29))
    assert status_of(order) == OrderStatus.AWAITING_PAYMENT
    due.settle(now=LATER)
    assert (status_of(order), stock_of(order)) == (OrderStatus.CANCELLED, [5])


def test_an_order_that_never_reached_the_payment_page_expires_too(mangopay):
    order = order_of()
    due.settle(now=order.date_placed + timedelta(minutes=31))
    assert status_of(order) == OrderStatus.CANCELLED


def test_a_payment_that_succeeds_after_the_order_expired_goes_back_to_the_card(mangopay):
    order = order_of()
    pay_in = started(order)
    due.settle(now=LATER)
    mangopay.pay(pay_in.redirect_url)
    for _ in range(2):
        payins.conclude_resource(pay_in.resource_id, now=LATER)
    assert status_of(order) == OrderStatus.CANCELLED
    assert in_wallet(pay_in) == book.balance(f"order_wallet:{order.number}") == 0
    assert Refund.objects.get().is_done
    mail = Mail.objects.get(event="payment_refunded")
    assert mail.recipient == order.email
    assert "après sa clôture" in mail.text
    assert "rendue sur votre carte" in payins.refusal_in_words(PayIn.objects.get())


def test_an_amount_that_is_not_the_one_due_is_never_confirmed_but_given_back_with_an_alarm(mangopay):
    order = order_of()
    pay_in = started(order)
    PayIn.objects.update(amount_cents=pay_in.amount_cents + 1)
    mangopay.pay(pay_in.redirect_url)
    payins.conclude_order(order, now=MONDAY)
    assert (status_of(order), stock_of(order)) == (OrderStatus.CANCELLED, [5])
    assert in_wallet(pay_in) == book.balance(f"order_wallet:{order.number}") == 0
    assert Incident.objects.get().subject == f"payin:{order.number}"
    assert set(Mail.objects.values_list("event", flat=True)) == {"operator_alarm", "payment_refunded"}


def test_asking_to_pay_twice_leads_to_the_same_page(mangopay):
    order = order_of()
    first = started(order)
    with recorded_calls() as calls:
        assert started(order).redirect_url == first.redirect_url
    assert calls == []


def test_a_page_that_closed_leads_back_to_where_its_end_is_told(mangopay):
    order = order_of()
    started(order)
    assert started(order, MONDAY + timedelta(minutes=15)).redirect_url == RETURN_URL


def test_mangopay_down_at_checkout_is_said_and_costs_nobody_anything(settings):
    settings.MANGOPAY = {**settings.MANGOPAY, "BASE_URL": "http://127.0.0.1:9"}
    order = order_of()
    with pytest.raises(payins.PaymentUnavailable):
        started(order)
    assert not Journal.objects.exists()


def test_mangopay_down_at_the_return_keeps_the_order_waiting(mangopay, settings):
    order = order_of()
    mangopay.pay(started(order).redirect_url)
    settings.MANGOPAY = {**settings.MANGOPAY, "BASE_URL": "http://127.0.0.1:9"}
    payins.conclude_order(order, now=MONDAY)
    assert due.settle(now=LATER).troubles
    assert status_of(order) == OrderStatus.AWAITING_PAYMENT
    settings.MANGOPAY = {**settings.MANGOPAY, "BASE_URL": mangopay.url}
    assert not due.settle(now=LATER + timedelta(minutes=15)).troubles
    assert status_of(order) == OrderStatus.CONFIRMED
    assert not Incident.objects.filter(solved_at=None).exists()


def test_a_buyer_with_an_account_is_one_payer_for_all_orders(mangopay):
    user = UserFactory()
    payers = {started(order_of(user=user)).payer_id for _ in range(2)}
    user.refresh_from_db()
    assert payers == {user.mangopay_payer_id}


def test_an_order_that_costs_nothing_is_confirmed_without_mangopay(settings):
    settings.MANGOPAY = {**settings.MANGOPAY, "BASE_URL": "http://127.0.0.1:9"}
    order = placed(ProductFactory(price="0.00"), kinds=["collect"])
    assert started(order).redirect_url == RETURN_URL
    assert status_of(order) == OrderStatus.CONFIRMED
