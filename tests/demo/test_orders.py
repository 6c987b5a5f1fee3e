"""The demo's month, lived through the real checkout and settlement against a local Mangopay."""

import time

import pytest
from django.core.management import call_command

from commerce.identity.models import BankAccount, Proof
from commerce.order.models import Order, VendorOrder
from commerce.order.status import OrderStatus
from commerce.partner.models import Partner
from commerce.plans.models import Plan
from commerce.settlement.models import PayIn, Payout, Release
from commerce.settlement.reconciliation import reconcile

pytestmark = pytest.mark.django_db


#: The demo gives one gift card, and spends a part of it.
GIFT_CARD_ORDERS = 2


@pytest.fixture(autouse=True)
def _no_pages(monkeypatch):
    monkeypatch.setattr("demo.management.commands.demo.load_pages", lambda **_: None)


def moments_of(part):
    moments = [part.order.date_placed, part.confirmed_at, part.shipped_at or part.ready_at, part.received_at]
    return [moment for moment in moments if moment]


def test_the_demo_leaves_orders_in_many_states_vendors_paid_and_books_that_agree(mangopay):
    call_command("demo", products=120, orders=12, no_pictures=True)
    statuses = {order.status for order in Order.objects.prefetch_related("vendor_orders")}
    assert Order.objects.count() == 12 + GIFT_CARD_ORDERS
    assert {OrderStatus.RECEIVED, OrderStatus.CANCELLED, OrderStatus.AWAITING_PAYMENT} <= statuses
    assert len(statuses) >= 4
    for part in VendorOrder.objects.exclude(confirmed_at=None).select_related("order"):
        assert moments_of(part) == sorted(moments_of(part))
    sellers = Partner.objects.filter(status=Partner.Status.OPEN).exclude(plan__kind=Plan.Kind.LISTING)
    unverified = sellers.get(kyc_level=Partner.KycLevel.LIGHT)
    assert unverified.code == "yann-guivarch"
    assert not sellers.exclude(pk=unverified.pk).filter(recipient_is_active=False).exists()
    assert Release.objects.exclude(vendor_order__vendor=unverified).exists()
    assert not Release.objects.filter(vendor_order__vendor=unverified).exists()
    assert set(Payout.objects.values_list("state", flat=True)) <= {Payout.State.SUCCEEDED, Payout.State.CREATED}
    assert reconcile().difference_cents == 0
    refused = Proof.objects.get(state=Proof.State.REFUSED)
    assert (refused.vendor, refused.reason) == (unverified, "DOCUMENT_INCOMPLETE")
    assert BankAccount.objects.get().state == BankAccount.State.WAITING


def test_a_second_run_orders_nothing_and_puts_the_clock_right(mangopay):
    for _ in range(2):
        call_command("demo", vendors=2, products=20, orders=3, no_pictures=True)
    assert PayIn.objects.count() == Order.objects.count() == 3 + GIFT_CARD_ORDERS
    assert BankAccount.objects.count() == 1
    assert abs(mangopay.control("GET", "clock")["now"] - time.time()) < 2
