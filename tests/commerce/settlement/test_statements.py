from datetime import date, timedelta

import pytest

from commerce.order.models import VendorOrder
from commerce.settlement import debts, due, holds, statements
from commerce.settlement.models import Debt, Hold, Payout
from commerce.settlement.reasons import Wait
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db


def test_an_earning_says_what_is_left_and_how(mangopay):
    part = parts(paid(mangopay, order_of()))[0]
    earning = statements.earning(part, now=MONDAY)
    share = earning.share
    assert (share.goods_cents, share.shipping_cents) == (4000, 690)
    assert (share.commission_cents, share.commission_vat_cents, share.net_cents) == (480, 96, 4114)
    assert earning.rate == 12


def test_an_earning_says_when_it_is_due_and_why_it_waits(mangopay):
    vendor = ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    earning = statements.earning(part, now=MONDAY + timedelta(days=3))
    assert earning.due_on == date(2026, 12, 10)
    assert [reason.wait for reason in earning.reasons] == [Wait.WITHDRAWAL_PERIOD]
    assert "10 décembre 2026" in str(earning.reasons[0])


def test_an_earning_follows_its_money_to_the_bank(mangopay):
    vendor = ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    due.settle(now=DUE)
    earning = statements.earning(VendorOrder.objects.get(pk=part.pk), now=DUE)
    assert (earning.reasons, earning.released_at, earning.is_paid_out) == ([], DUE, False)
    assert earning.payout.amount_cents == 4114


def test_transfers_are_listed_newest_first_with_what_they_carried(mangopay, django_assert_num_queries):
    vendor = ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    due.settle(now=DUE)
    with django_assert_num_queries(2):
        (transfer,) = statements.transfers(vendor)
        assert [release.vendor_order for release in transfer.releases.all()] == [part]


def test_before_payment_an_earning_is_an_estimate():
    earning = statements.earning(parts(order_of())[0], now=MONDAY)
    assert earning.share.net_cents == 4114
    assert earning.due_on is None


def test_earnings_cost_the_same_for_one_order_and_for_many(mangopay, django_assert_max_num_queries):
    vendor = VendorFactory()
    for _ in range(3):
        paid(mangopay, order_of(vendor))
    for count in (1, 3):
        with django_assert_max_num_queries(10):
            rows = statements.earnings(VendorOrder.objects.of_vendor(vendor)[:count], now=MONDAY)
            assert [str(row.reasons[0]) for row in rows]
    assert len(rows) == 3


def test_the_next_transfer_says_how_much_and_when(mangopay, django_assert_max_num_queries):
    vendor = ready_vendor(mangopay)
    for days in (2, 2, 4):
        received(parts(paid(mangopay, order_of(vendor)))[0], on=MONDAY + timedelta(days=days))
    with django_assert_max_num_queries(8):
        following = statements.next_transfer(vendor, now=MONDAY + timedelta(days=5))
    assert (following.ready_cents, following.due_on, following.due_cents) == (0, date(2026, 12, 10), 8228)
    assert following.reasons == []


@pytest.mark.parametrize("owed_cents", [1, 3000, 9000])
def test_the_next_transfer_foretells_to_the_cent_what_arrives_when_debts_are_repaid_from_it(mangopay, owed_cents):
    vendor = ready_vendor(mangopay)
    for _order in range(2):
        received(parts(paid(mangopay, order_of(vendor)))[0])
    owed = {"kind": Debt.Kind.REFUND, "business_key": "debt", "amount_cents": owed_cents, "description": "Essai"}
    debts.owe(vendor, now=MONDAY, **owed)
    foretold = statements.next_transfer(vendor, now=MONDAY + timedelta(days=5))
    assert foretold.kept_cents == min(owed_cents, 2 * (4114 - 412))
    due.settle(now=DUE)
    assert Payout.objects.get(vendor=vendor).amount_cents == foretold.due_cents == 8228 - foretold.kept_cents


def test_a_share_that_a_dispute_holds_is_foretold_for_no_day(mangopay, django_assert_max_num_queries):
    vendor = ready_vendor(mangopay)
    held, free = (received(parts(paid(mangopay, order_of(vendor)))[0]) for _order in range(2))
    hold = holds.place(held, reason=Hold.Reason.IN_DISPUTE, note="L1", now=MONDAY)
    with django_assert_max_num_queries(9):
        foretold = statements.next_transfer(vendor, now=MONDAY + timedelta(days=5))
    assert (foretold.due_cents, foretold.held_cents) == (4114, 4114)
    assert [statements.earning(part, now=MONDAY).is_held for part in (held, free)] == [True, False]
    holds.lift(hold, now=MONDAY)
    foretold = statements.next_transfer(vendor, now=MONDAY + timedelta(days=5))
    assert (foretold.due_cents, foretold.held_cents) == (8228, 0)


def test_the_next_transfer_of_an_unverified_vendor_says_what_is_missing():
    reasons = statements.next_transfer(VendorFactory(), now=MONDAY).reasons
    assert [reason.wait for reason in reasons] == [Wait.KYC, Wait.BANK_ACCOUNT_MISSING]
