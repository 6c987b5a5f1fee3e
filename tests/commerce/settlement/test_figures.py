"""The figures of the day: right to the cent, and as many queries for a thousand vendor orders as for one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commerce.ledger import book
from commerce.ledger.models import Account
from commerce.order.models import VendorOrder
from commerce.settlement import debts, due, holds, payouts
from commerce.settlement.calendar import due_by, release_due_on, withdrawal_ends_on
from commerce.settlement.figures import Total, due_shares, failed_operations, figures
from commerce.settlement.models import Debt, Hold, Payout, Release
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received
from tests.commerce.settlement.test_refunds import paid_out
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db
NET = 4690 - 576


@pytest.fixture
def vendor(mangopay):
    return ready_vendor(mangopay)


def sold(mangopay, vendor):
    return received(parts(paid(mangopay, order_of(vendor)))[0])


def test_an_order_moves_through_the_figures(mangopay, vendor):
    part = sold(mangopay, vendor)
    before = figures(now=DUE - timedelta(days=1))
    assert (before.held_cents, before.due, before.at_vendors_cents) == (4690, Total(0, 0), 0)
    at_due = figures(now=DUE)
    assert at_due.due == Total(1, 4690)
    holds.place(part, reason=Hold.Reason.OPERATOR, note="Attendez", now=DUE)
    assert figures(now=DUE).on_hold == Total(1, 4690)
    holds.lift(Hold.objects.get(), now=DUE)
    with mangopay.slow_bank():
        due.settle(now=DUE)
    moved = figures(now=DUE)
    assert (moved.held_cents, moved.due, moved.released_today) == (0, Total(0, 0), Total(1, NET))
    assert (moved.fees_cents, moved.in_transit_cents, moved.paid_out_today) == (576, NET, Total(0, 0))
    payout = Payout.objects.get()
    mangopay.control("POST", f"payouts/{payout.resource_id}/fail", result_code="121999")
    payouts.follow(payout, now=DUE)
    back = figures(now=DUE)
    assert (back.in_transit_cents, back.at_vendors_cents) == (0, NET)
    assert [one.business_key for one in failed_operations()] == [payout.business_key]
    tomorrow = DUE + timedelta(days=1)
    paid_out(vendor, now=tomorrow)
    after = figures(now=tomorrow)
    assert (after.in_transit_cents, after.paid_out_today, after.paid_out_this_week) == (
        0,
        Total(1, NET),
        Total(1, NET),
    )
    assert failed_operations() == []
    assert figures(now=DUE + timedelta(days=8)).released_this_week == Total(0, 0)


def test_what_vendors_owe_stands_beside_what_the_reserve_advanced():
    vendor = VendorFactory()
    for kind, cents in ((Debt.Kind.REFUND, 1000), (Debt.Kind.CHARGEBACK, 200), (Debt.Kind.ADJUSTMENT, 30)):
        debts.owe(vendor, kind=kind, business_key=kind, amount_cents=cents, description="Essai", now=MONDAY)
    assert (figures(now=MONDAY).owed_cents, figures(now=MONDAY).advanced_cents) == (1230, 1200)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_days_that_fall_due_are_the_calendars_own_read_backwards(today, received_on):
    by_law, by_promise = due_by(today)
    is_due = withdrawal_ends_on(received_on) + timedelta(days=1) <= today
    assert (received_on <= by_law) == is_due
    assert by_promise + timedelta(days=21) == today


@pytest.mark.parametrize("days_received", [0, 13, 14, 15, 16, 17, 18, 19, 20])
@pytest.mark.parametrize("days_confirmed", [20, 21, 22, 26])
def test_the_database_and_the_calendar_find_the_same_shares_due(days_received, days_confirmed):
    part = parts(order_of())[0]
    now = DUE
    VendorOrder.objects.filter(pk=part.pk).update(
        confirmed_at=now - timedelta(days=days_confirmed), received_at=now - timedelta(days=days_received)
    )
    part.refresh_from_db()
    expected = release_due_on(part) <= timezone.localdate(now)
    assert due_shares(now).filter(pk=part.pk).exists() == expected


def test_the_first_screen_asks_as_much_of_the_database_for_many_as_for_one():
    def asked():
        with CaptureQueriesContext(connection) as queries:
            figures(now=DUE)
            failed_operations()
        return len(queries)

    vendor = VendorFactory()
    grow(vendor, 1)
    one = asked()
    grow(vendor, 30)
    assert asked() == one
    assert figures(now=DUE).held_cents == 31 * 4690
    assert figures(now=DUE).due.count == 31


def grow(vendor, count):
    """Confirmed and received vendor orders whose money waits, and releases of theirs that failed."""
    for _ in range(count):
        part = parts(order_of(vendor))[0]
        VendorOrder.objects.filter(pk=part.pk).update(
            confirmed_at=DUE - timedelta(days=30), received_at=DUE - timedelta(days=29), status="received"
        )
        book.post(
            f"payin:{part.order.number}",
            [
                book.Posting("outside:cards", Account.Kind.OUTSIDE, -4690),
                book.Posting(f"order_wallet:{part.order.number}", Account.Kind.ORDER_WALLET, 4690),
            ],
            occurred_at=DUE,
            description="Essai",
        )
        Release.objects.create(
            vendor_order=part,
            business_key=f"release:{part.number}",
            amount_cents=4690,
            goods_cents=4000,
            shipping_cents=690,
            commission_cents=480,
            commission_vat_cents=96,
            state=Release.State.FAILED,
            concluded_at=DUE,
        )
