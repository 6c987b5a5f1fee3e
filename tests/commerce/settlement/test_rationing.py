"""With few calls left, buyers pay and settlement waits: against a local Mangopay that enforces small limits."""

import time

import pytest
import time_machine

from commerce.mangopay.connection import recorded_calls
from commerce.settlement import due, payins
from commerce.settlement.models import Incident, PayIn, Payout, Release
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received, started
from tests.local_mangopay import running

pytestmark = pytest.mark.django_db

LIMITS = [16, 30, 50, 400]
QUARTER = 15 * 60
SUCCEEDED = Release.State.SUCCEEDED


@pytest.fixture
def rationed(tmp_path, settings, caplog):
    """A local Mangopay of its own, twelve shares due at it, and few calls left. Nothing may ever be refused."""
    with running(tmp_path) as server:
        settings.MANGOPAY = {**settings.MANGOPAY, "BASE_URL": server.url, "CLIENT_ID": f"rationed{tmp_path.name}"}
        vendor = ready_vendor(server)
        for _ in range(12):
            received(parts(paid(server, order_of(vendor)))[0])
        server.control("POST", "rate-limits", enforced=True, limits=LIMITS)
        yield server
    assert "answered 429" not in caplog.text


def test_settlement_is_finished_over_the_windows_and_a_buyer_gets_through_meanwhile(rationed):
    runs, order, is_over = [], order_of(), False
    with time_machine.travel(time.time(), tick=True) as clock:
        while not is_over and len(runs) < 30:
            with recorded_calls() as calls:
                summary = due.settle(now=DUE)
            runs.append(len(calls))
            assert summary.troubles == {}
            is_over = not summary.postponed
            if len(runs) == 1:
                assert summary.postponed["released"] > time.time()
                assert "released: postponed until" in str(summary)
                rationed.pay(started(order).redirect_url)
                assert payins.conclude_order(order, now=MONDAY).state == PayIn.State.SUCCEEDED
            rationed.control("POST", "clock", advance_seconds=QUARTER // 3)
            clock.shift(QUARTER // 3)
    assert 1 < len(runs) < 30
    assert Release.objects.filter(state=SUCCEEDED).count() == 12
    assert {payout.state for payout in Payout.objects.all()} == {Payout.State.CREATED}
    assert not Incident.objects.exists()


def test_when_nothing_is_left_nobody_asks_and_the_buyer_is_told_to_come_back(rationed):
    with recorded_calls() as calls:
        for _ in range(LIMITS[0] // 3):
            started(order_of())
        with pytest.raises(payins.PaymentUnavailable):
            started(order_of())
    assert len(calls) == LIMITS[0]
