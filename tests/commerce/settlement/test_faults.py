"""Mangopay misbehaves once on each call of an order's life; what is run again makes up for it to the cent."""

from datetime import timedelta

import pytest

from commerce.mangopay.gateway import gateway
from commerce.order.models import Order
from commerce.order.status import OrderStatus
from commerce.settlement import due, payins
from commerce.settlement.models import Payout, Release
from commerce.settlement.reconciliation import reconcile
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received, started

pytestmark = pytest.mark.django_db
KINDS = ["error_before", "error_after", "drop_before", "drop_after"]


@pytest.mark.parametrize("kind", [*KINDS, "rate_limit"])
@pytest.mark.parametrize("path", ["transfers", "payouts/bankwire"])
def test_a_fault_on_the_way_to_the_vendor_moves_the_money_once(mangopay, kind, path):
    vendor = ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    with mangopay.fault(kind, method="POST", path=path):
        due.settle(now=DUE)
    due.settle(now=DUE + timedelta(minutes=15))
    assert Release.objects.get().state == Release.State.SUCCEEDED
    assert gateway().wallet(part.order.pay_in.wallet_id).balance_cents == 0
    assert Payout.objects.get().amount_cents == 4114
    assert Payout.objects.get().state == Payout.State.CREATED
    assert reconcile().difference_cents == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_while_the_page_is_asked_for_is_hidden_from_the_buyer(mangopay, kind):
    order = order_of()
    with mangopay.fault(kind, method="POST", path="payins/card/web"):
        mangopay.pay(started(order).redirect_url)
    payins.conclude_order(order, now=MONDAY)
    assert Order.objects.get().status == OrderStatus.CONFIRMED
    assert reconcile().difference_cents == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_during_the_refund_of_a_late_payment_gives_it_back_once(mangopay, kind):
    order = order_of()
    pay_in = started(order)
    due.settle(now=MONDAY + timedelta(minutes=31))
    mangopay.pay(pay_in.redirect_url)
    with mangopay.fault(kind, method="POST", path="payins/*/refunds"):
        payins.conclude_order(order, now=MONDAY + timedelta(minutes=40))
    due.settle(now=MONDAY + timedelta(minutes=45))
    assert gateway().wallet(pay_in.wallet_id).balance_cents == 0
    assert reconcile().difference_cents == 0


def test_a_slow_mangopay_is_not_waited_for_longer_than_the_settings_say(mangopay, settings):
    order = order_of()
    settings.MANGOPAY = {**settings.MANGOPAY, "TIMEOUT_SECONDS": 0.3, "CLIENT_ID": "patience"}
    with (
        mangopay.fault("latency", calls=9, path="payins/card/web", seconds=1.5),
        pytest.raises(payins.PaymentUnavailable),
    ):
        started(order)
