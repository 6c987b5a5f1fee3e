"""The process dies before or after each call to Mangopay, and all is run again: each cent moves exactly once."""

from datetime import timedelta

import pytest

from commerce.ledger import book
from commerce.mangopay.connection import Connection
from commerce.mangopay.gateway import gateway
from commerce.settlement import due, payins
from commerce.settlement.models import PayIn, Payout, Release
from commerce.settlement.reconciliation import reconcile
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, parts, ready_vendor, received, started
from tests.local_mangopay import wait_until

pytestmark = pytest.mark.django_db


#: Whether calls are made by the process that may die, and not by the test that watches.
is_working = False


class Died(BaseException):
    """The process is gone; no `except Exception` helps."""


@pytest.fixture
def die_at(monkeypatch):
    """Have the nth request from now on be the last thing that the process did: sent first, or not."""
    send = Connection._send

    def arm(number, *, after_sending):
        count = 0

        def dying(self, *request):
            nonlocal count
            count += is_working
            if count != number or not is_working:
                return send(self, *request)
            if after_sending:
                send(self, *request)
            raise Died

        monkeypatch.setattr(Connection, "_send", dying)

    return arm


def again(step):
    """Run a step; if the process died, run it again as the next worker would."""
    global is_working
    is_working = True
    try:
        return step()
    except Died:
        return step()
    finally:
        is_working = False


def die_in(step):
    """Run a step in which the process dies, and nothing more."""
    global is_working
    is_working = True
    with pytest.raises(Died):
        step()
    is_working = False


@pytest.fixture
def vendor(mangopay):
    return ready_vendor(mangopay)


@pytest.mark.parametrize("after_sending", [False, True])
@pytest.mark.parametrize("number", range(1, 5))
def test_a_payment_interrupted_anywhere_is_taken_once(mangopay, die_at, number, after_sending):
    order = order_of()
    die_at(number, after_sending=after_sending)
    pay_in = again(lambda: started(order))
    mangopay.pay(pay_in.redirect_url)
    again(lambda: payins.conclude_order(order, now=MONDAY))
    pay_in = PayIn.objects.get()
    assert (pay_in.state, pay_in.attempt) == (PayIn.State.SUCCEEDED, 1)
    assert gateway().wallet(pay_in.wallet_id).balance_cents == pay_in.amount_cents
    assert book.balance(f"order_wallet:{order.number}") == pay_in.amount_cents


@pytest.mark.parametrize("after_sending", [False, True])
@pytest.mark.parametrize("number", range(1, 4))
def test_a_share_interrupted_anywhere_moves_once_and_is_paid_out_once(mangopay, vendor, die_at, number, after_sending):
    order = order_of(vendor)
    mangopay.pay(started(order).redirect_url)
    payins.conclude_order(order, now=MONDAY)
    received(parts(order)[0])
    die_at(number, after_sending=after_sending)
    again(lambda: due.settle(now=DUE))
    payout = Payout.objects.get()
    wait_until(lambda: gateway().look("payouts", payout.resource_id).has_succeeded)
    again(lambda: due.settle(now=DUE + timedelta(days=1)))
    assert Release.objects.get().state == Payout.objects.get().state == "succeeded"
    assert gateway().wallet(order.pay_in.wallet_id).balance_cents == 0
    assert book.balance("outside:banks") == Payout.objects.get().amount_cents == 4114
    assert book.balance(f"vendor_wallet:{vendor.pk}") == 0


@pytest.mark.parametrize("after_sending", [False, True])
@pytest.mark.parametrize("number", range(1, 3))
def test_a_late_payment_interrupted_anywhere_goes_back_once(mangopay, die_at, number, after_sending):
    order = order_of()
    pay_in = started(order)
    due.settle(now=MONDAY + timedelta(minutes=31))
    mangopay.pay(pay_in.redirect_url)
    die_at(number, after_sending=after_sending)
    again(lambda: payins.conclude_resource(pay_in.resource_id, now=MONDAY + timedelta(hours=1)))
    assert gateway().wallet(pay_in.wallet_id).balance_cents == 0
    assert book.balance("outside:cards") == book.balance(f"order_wallet:{order.number}") == 0


def test_an_attempt_whose_key_is_forgotten_is_found_by_its_tag(mangopay, vendor, die_at):
    order = order_of(vendor)
    mangopay.pay(started(order).redirect_url)
    payins.conclude_order(order, now=MONDAY)
    received(parts(order)[0])
    die_at(1, after_sending=True)
    die_in(lambda: due.settle(now=DUE))
    assert Release.objects.get().state == Release.State.UNKNOWN
    due.settle(now=DUE + timedelta(days=2))
    assert (Release.objects.get().state, Release.objects.get().attempt) == (Release.State.SUCCEEDED, 1)


@pytest.mark.parametrize("was_made", [True, False])
def test_a_payout_whose_key_is_forgotten_is_found_without_its_owner_or_asked_for_again(
    mangopay, vendor, die_at, was_made
):
    order = order_of(vendor)
    mangopay.pay(started(order).redirect_url)
    payins.conclude_order(order, now=MONDAY)
    received(parts(order)[0])
    die_at(2, after_sending=was_made)
    die_in(lambda: due.settle(now=DUE))
    assert Payout.objects.get().state == Payout.State.UNKNOWN
    due.settle(now=DUE + timedelta(days=2))
    payout = Payout.objects.get()
    assert payout.resource_id
    assert payout.attempt == (1 if was_made else 2)
    assert reconcile().difference_cents == 0


def test_an_attempt_that_made_nothing_is_replaced_when_its_key_is_forgotten(mangopay, vendor, die_at):
    order = order_of(vendor)
    mangopay.pay(started(order).redirect_url)
    payins.conclude_order(order, now=MONDAY)
    received(parts(order)[0])
    die_at(1, after_sending=False)
    die_in(lambda: due.settle(now=DUE))
    due.settle(now=DUE + timedelta(days=2))
    assert (Release.objects.get().state, Release.objects.get().attempt) == (Release.State.SUCCEEDED, 2)
