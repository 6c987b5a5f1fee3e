from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.ledger import book
from commerce.mangopay.connection import recorded_calls
from commerce.mangopay.gateway import gateway
from commerce.partner.models import Partner
from commerce.settlement import accounts, due, payouts
from commerce.settlement.models import Incident, Payout
from commerce.settlement.reconciliation import reconcile
from commerce.settlement.release import candidates, release
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received
from tests.factories import VendorFactory
from tests.local_mangopay import IBAN, wait_until

pytestmark = pytest.mark.django_db
State = Payout.State


def released(mangopay, *vendors):
    """The vendors, each with a share of 4114 cents released and due."""
    for part in parts(paid(mangopay, order_of(*vendors))):
        received(part)
    return vendors


def bank_decided(payout):
    return wait_until(lambda: gateway().look("payouts", payout.resource_id).status != "CREATED")


def held(vendor):
    codes = [f"vendor_wallet:{vendor.pk}", f"in_transit:{vendor.pk}"]
    balances = book.balances(codes)
    return tuple(balances.get(code, 0) for code in codes)


def test_a_payout_is_done_only_when_the_bank_has_it(mangopay):
    (vendor,) = released(mangopay, ready_vendor(mangopay))
    due.settle(now=DUE)
    payout = Payout.objects.get()
    assert (payout.state, held(vendor)) == (State.CREATED, (0, 4114))
    assert not Mail.objects.filter(event="payout_sent").exists()
    bank_decided(payout)
    for _ in range(2):
        payouts.look_at_resource(payout.resource_id, now=DUE)
    assert (Payout.objects.get().state, held(vendor)) == (State.SUCCEEDED, (0, 0))
    assert "41,14" in Mail.objects.get(event="payout_sent").text


def test_a_payout_that_nobody_announced_is_looked_at_by_the_scheduler(mangopay):
    released(mangopay, ready_vendor(mangopay))
    due.settle(now=DUE)
    bank_decided(Payout.objects.get())
    with recorded_calls() as calls:
        due.settle(now=DUE + timedelta(hours=1))
    assert calls == []
    due.settle(now=DUE + timedelta(days=1))
    assert Payout.objects.get().state == State.SUCCEEDED


def test_one_payout_carries_all_that_was_released_on_a_day(mangopay):
    vendor = ready_vendor(mangopay)
    released(mangopay, vendor)
    released(mangopay, vendor)
    due.settle(now=DUE)
    payout = Payout.objects.get()
    assert (payout.amount_cents, payout.releases.count()) == (8228, 2)


def test_what_is_released_after_the_payout_waits_for_the_next_day(mangopay):
    vendor = ready_vendor(mangopay)
    released(mangopay, vendor)
    due.settle(now=DUE)
    released(mangopay, vendor)
    bank_decided(Payout.objects.get())
    payouts.look_at_resource(Payout.objects.get().resource_id, now=DUE)
    due.settle(now=DUE + timedelta(hours=2))
    assert Payout.objects.count() == 1
    due.settle(now=DUE + timedelta(days=1))
    assert [payout.amount_cents for payout in Payout.objects.order_by("day")] == [4114, 4114]


def test_the_loop_goes_on_after_a_vendor_in_trouble(mangopay):
    vendors = released(mangopay, *(ready_vendor(mangopay) for _ in range(3)))
    Partner.objects.filter(pk=vendors[0].pk).update(mangopay_user_id="user_m_stranger")
    summary = due.settle(now=DUE)
    paid_out = Payout.objects.filter(state=State.CREATED).values_list("vendor", flat=True)
    assert set(paid_out) == {vendors[1].pk, vendors[2].pk}
    assert summary.handled["paid out"] == 2
    assert Incident.objects.filter(solved_at=None).exists()


def test_money_released_before_the_account_was_lost_waits_in_the_wallet(mangopay):
    (vendor,) = released(mangopay, ready_vendor(mangopay))
    release(candidates().get().pk, now=DUE)
    Partner.objects.filter(pk=vendor.pk).update(recipient_is_active=False)
    due.settle(now=DUE)
    assert not Payout.objects.exists()
    assert payouts.released_cents(vendor) == 4114


def test_a_payout_of_a_deactivated_account_fails_is_explained_and_follows_when_the_cause_is_gone(mangopay):
    (vendor,) = released(mangopay, ready_vendor(mangopay))
    gateway()._door.put(f"/recipients/{vendor.mangopay_recipient_id}", {"Status": "DEACTIVATED"})
    due.settle(now=DUE)
    payout = Payout.objects.get()
    assert (payout.state, payout.result_code, held(vendor)) == (State.FAILED, "121006", (4114, 0))
    assert "compte bancaire n’est plus actif" in Mail.objects.get(event="payout_failed").text
    assert not Partner.objects.get(pk=vendor.pk).recipient_is_active
    due.settle(now=DUE + timedelta(days=1))
    assert Payout.objects.count() == 1
    mangopay.authenticate(accounts.add_bank_account(vendor, iban=IBAN))
    accounts.refresh_account(vendor)
    due.settle(now=DUE + timedelta(days=2))
    assert Payout.objects.latest("day").state == State.CREATED
    assert Payout.objects.latest("day").releases.count() == 1


def test_a_payout_that_fails_on_its_way_is_back_in_the_wallet_and_leaves_again_the_next_day(mangopay):
    (vendor,) = released(mangopay, ready_vendor(mangopay))
    with mangopay.slow_bank():
        due.settle(now=DUE)
        payout = Payout.objects.get()
        mangopay.control("POST", f"payouts/{payout.resource_id}/fail")
    payouts.look_at_resource(payout.resource_id, now=DUE)
    payout.refresh_from_db()
    assert (payout.state, held(vendor), payout.releases.count()) == (State.FAILED, (4114, 0), 0)
    assert reconcile().difference_cents == 0
    due.settle(now=DUE + timedelta(days=1))
    assert (Payout.objects.count(), held(vendor)) == (2, (0, 4114))
    assert Mail.objects.filter(event="payout_failed").count() == 1


@pytest.mark.parametrize("is_announced", [True, False])
def test_a_bank_that_sends_the_money_back_later_puts_it_on_the_balance_again(mangopay, is_announced):
    (vendor,) = released(mangopay, ready_vendor(mangopay))
    due.settle(now=DUE)
    payout = Payout.objects.get()
    bank_decided(payout)
    payouts.look_at_resource(payout.resource_id, now=DUE)
    now = timezone.now() + timedelta(hours=1)
    mangopay.control("POST", f"payouts/{payout.resource_id}/return", reason="BANKACCOUNT_HAS_BEEN_CLOSED")
    for _ in range(2):
        if is_announced:
            (refund_id,) = gateway().events("PAYOUT_REFUND_SUCCEEDED", after=now - timedelta(days=1))
            payouts.look_at_return(refund_id, now=now)
        else:
            payouts.look_for_returns(now=now)
    payout.refresh_from_db()
    assert (payout.returned_at, held(vendor), payout.releases.count()) == (now, (4114, 0), 0)
    assert reconcile().difference_cents == 0
    assert "banque nous l’a renvoyée" in Mail.objects.get(event="payout_failed").text


def test_a_payout_to_an_account_that_was_never_confirmed_is_refused_and_told(mangopay):
    (vendor,) = released(mangopay, ready_vendor(mangopay))
    accounts.add_bank_account(vendor, iban=IBAN)
    Partner.objects.filter(pk=vendor.pk).update(recipient_is_active=True)
    due.settle(now=DUE)
    assert (Payout.objects.get().state, held(vendor)) == (State.FAILED, (4114, 0))
    assert not Partner.objects.get(pk=vendor.pk).recipient_is_active
    assert Mail.objects.filter(event="payout_failed", recipient=vendor.email).count() == 1
    assert payouts.released_cents(vendor) == 4114


def test_a_vendor_without_anything_released_is_not_paid_out(mangopay):
    assert payouts.pay_out(VendorFactory().pk, now=DUE) is None
