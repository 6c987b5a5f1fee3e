from datetime import timedelta

import pytest
from django_q.conf import Conf

from commerce.mangopay.hooks import EVENT_TYPES, register_hooks
from commerce.mangopay.models import HookNotice
from commerce.mangopay.tasks import handle_notice
from commerce.order.models import Order
from commerce.order.status import OrderStatus
from commerce.settlement import due
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import order_of, started

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server, settings, monkeypatch):
    """The running site, as Mangopay reaches it; its tasks wait until the test runs them."""
    settings.SITE_URL = live_server.url
    monkeypatch.setattr(Conf, "SYNC", False)
    return live_server


def test_hooks_are_registered_once_and_follow_the_site_when_it_moves(mangopay, site, settings):
    assert register_hooks() == len(EVENT_TYPES)
    assert register_hooks() == 0
    settings.SITE_URL = "http://127.0.0.1:1"
    assert register_hooks() == len(EVENT_TYPES)


def test_a_payment_without_a_return_is_confirmed_by_mangopay_s_own_hook(mangopay, site):
    register_hooks()
    order = order_of()
    mangopay.pay(started(order).redirect_url)
    mangopay.quiet()
    notice = HookNotice.objects.get(event_type="PAYIN_NORMAL_SUCCEEDED")
    assert Order.objects.get().status == OrderStatus.AWAITING_PAYMENT
    for _ in range(2):
        handle_notice(notice.pk)
    assert Order.objects.get().status == OrderStatus.CONFIRMED


def test_a_hook_that_comes_twice_is_one_notice(mangopay, site):
    register_hooks()
    order = order_of()
    with mangopay.fault("hook_duplicated", event_type="PAYIN_NORMAL_SUCCEEDED"):
        mangopay.pay(started(order).redirect_url)
        mangopay.quiet()
    assert HookNotice.objects.filter(event_type="PAYIN_NORMAL_SUCCEEDED").count() == 1


def test_a_hook_that_gets_lost_is_made_up_for_by_the_scheduler(mangopay, site):
    register_hooks()
    order = order_of()
    with mangopay.fault("hook_lost", event_type="PAYIN_NORMAL_SUCCEEDED"):
        mangopay.pay(started(order).redirect_url)
        mangopay.quiet()
    assert not HookNotice.objects.filter(event_type="PAYIN_NORMAL_SUCCEEDED").exists()
    due.settle(now=MONDAY + timedelta(minutes=31))
    assert Order.objects.get().status == OrderStatus.CONFIRMED
