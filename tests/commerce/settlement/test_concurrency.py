from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from commerce.communication.models import Mail
from commerce.ledger import book
from commerce.ledger.models import Journal
from commerce.mangopay.exceptions import OutcomeUnknown
from commerce.mangopay.gateway import gateway
from commerce.order.models import Order
from commerce.order.status import OrderStatus
from commerce.settlement import payins, payouts
from commerce.settlement.models import Payout, Release
from commerce.settlement.release import release
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received, started

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(step, workers=6):
    """Run a step in several threads at the same time; a worker that can't know the outcome yet leaves it to others."""

    def work(_):
        try:
            return step()
        except OutcomeUnknown:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, range(workers)))


def test_return_hook_and_scheduler_at_the_same_moment_confirm_one_order_once(mangopay):
    order = order_of()
    mangopay.pay(started(order).redirect_url)
    at_once(lambda: payins.conclude_order(order, now=MONDAY))
    assert Order.objects.get().status == OrderStatus.CONFIRMED
    assert (Journal.objects.count(), Mail.objects.filter(event="order_confirmed").count()) == (1, 1)


def test_workers_that_release_and_pay_out_at_the_same_moment_move_the_money_once(mangopay):
    vendor = ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    at_once(lambda: release(part.pk, now=DUE))
    release(part.pk, now=DUE)
    assert Release.objects.get().state == Release.State.SUCCEEDED
    assert gateway().wallet(part.order.pay_in.wallet_id).balance_cents == 0
    at_once(lambda: payouts.pay_out(vendor.pk, now=DUE))
    payouts.pay_out(vendor.pk, now=DUE)
    assert Payout.objects.get().amount_cents == 4114
    assert book.balance(f"vendor_wallet:{vendor.pk}") == 0
