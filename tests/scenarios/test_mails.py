"""An order of two workshops, from payment to refund: each task twice, a mail server that fails every other time.

Nobody is told twice, nothing is lost, and the count of mails per event is the one that docs/notifications.md shows.
"""

import contextlib
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outbox_of

from commerce.communication import delivery
from commerce.communication.models import Mail, ShopNotice
from commerce.order import lifecycle
from commerce.order.exceptions import StepNotAllowed
from commerce.settlement import due, payins
from commerce.withdrawal import returning
from commerce.withdrawal.declaring import declare
from commerce.withdrawal.exceptions import ActionNotAllowed
from commerce.withdrawal.models import Withdrawal
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import order_of, ready_vendor, started
from tests.commerce.withdrawal.cases import DECLARED, everything

pytestmark = pytest.mark.django_db

#: Mails of one order of two vendor orders, the first of which is given up and refunded.
EXPECTED = {
    "order_confirmed": 1,
    "vendor_order_received": 2,
    "vendor_order_shipped": 2,
    "withdrawal_acknowledged": 1,
    "withdrawal_declared": 1,
    "withdrawal_sent_back": 1,
    "withdrawal_returned": 1,
    "withdrawal_concluded": 1,
    "withdrawal_concluded_shop": 1,
    "refund_decided": 1,
    "refund_charged": 1,
    "payment_refunded": 1,
}


@pytest.fixture
def mail_server(monkeypatch):
    """Fails every other time. Returns the subjects and recipients that it took."""
    take, calls = outbox_of.EmailMessage.send, Counter()

    def send(message, fail_silently=False):
        calls["all"] += 1
        if calls["all"] % 2:
            raise ConnectionResetError
        return take(message, fail_silently)

    monkeypatch.setattr("django_q.conf.Conf.SYNC", False)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    return lambda: Counter((message.to[0], message.extra_headers["Message-ID"]) for message in outbox_of.outbox)


def twice(act, *args, **kwargs):
    """Do it, and do it again as a second worker would: it changes nothing, or the rules refuse it."""
    act(*args, **kwargs)
    with contextlib.suppress(ActionNotAllowed, StepNotAllowed):
        act(*args, **kwargs)


def test_an_order_from_payment_to_refund_tells_everybody_once(mangopay, mail_server):
    with time_machine.travel(MONDAY, tick=False) as clock:
        order = order_of(ready_vendor(mangopay), ready_vendor(mangopay))
        mangopay.pay(started(order).redirect_url)
        twice(payins.conclude_order, order, now=MONDAY)
        parts = list(order.vendor_orders.select_related("vendor", "order__user").order_by("pk"))
        for part in parts:
            twice(lifecycle.ship, part, now=MONDAY + timedelta(hours=2))
            twice(lifecycle.receive, part, basis=part.Receipt.CARRIER, now=MONDAY + timedelta(days=2))
        first = type(parts[0]).objects.select_related("vendor", "order__user").get(pk=parts[0].pk)
        said = {"name": "Camille Martin", "email": order.email, "request_key": "jeton"}
        twice(declare, first, everything(first), now=DECLARED, **said)
        steps = [
            lambda case, now: returning.send_back(case, tracking_number="6A1", now=now),
            lambda case, now: returning.receive(case, now=now),
            lambda case, now: returning.accept(case, now=now),
        ]
        for days, step in enumerate(steps, 1):
            twice(step, Withdrawal.objects.get(), now=DECLARED + timedelta(days=days))
        for hours in range(0, 60, 3):
            now = DECLARED + timedelta(days=5, hours=hours)
            clock.move_to(now)
            for _time in range(2):
                due.settle(now=now)
                delivery.deliver_overdue(now=now)

    decided = Counter(Mail.objects.exclude(event="payout_sent").values_list("event", flat=True))
    assert decided == EXPECTED
    assert not Mail.objects.filter(sent_at=None).exists(), "a mail is lost"
    left = mail_server()
    assert set(left.values()) == {1}, "a mail left twice"
    assert len(left) == Mail.objects.count()
    assert Mail.objects.filter(attempts__gt=0).exists(), "the mail server never failed"
    notices = Counter(ShopNotice.objects.exclude(event="payout_sent").values_list("event", flat=True))
    assert notices == {event: count for event, count in EXPECTED.items() if event in notices}
    assert sum(notices.values()) == 6
