from datetime import timedelta
from decimal import Decimal

import pytest

from commerce.ledger import book
from commerce.ledger.models import Journal
from commerce.mangopay.connection import recorded_calls
from commerce.mangopay.gateway import gateway
from commerce.order.models import VendorOrder
from commerce.partner.models import Partner
from commerce.settlement import due
from commerce.settlement.models import Release
from commerce.settlement.reasons import Wait, reasons_to_wait
from commerce.settlement.release import NotReleasable, candidates, release
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received, started
from tests.factories import PlanFactory

pytestmark = pytest.mark.django_db


def waits(vendor_order, now):
    fresh = VendorOrder.objects.select_related("vendor", "order").get(pk=vendor_order.pk)
    return [reason.wait for reason in reasons_to_wait(fresh, now=now)]


def test_a_share_moves_once_less_the_commission(mangopay):
    vendor = ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    first = release(part.pk, now=DUE)
    with recorded_calls() as calls:
        assert release(part.pk, now=DUE) == first
    assert calls == []
    assert (first.commission_cents, first.commission_vat_cents) == (480, 96)
    assert book.balance(f"vendor_wallet:{vendor.pk}") == first.net_cents == 4690 - 576
    assert (book.balance("fees:commission"), book.balance("fees:commission_vat")) == (480, 96)
    assert gateway().wallet(part.order.pay_in.wallet_id).balance_cents == 0


def test_the_journal_gives_the_shipping_to_the_vendor_who_shipped(mangopay):
    vendors = [ready_vendor(mangopay, delivery_modes={"home": cents}) for cents in (500, 900)]
    for part in parts(paid(mangopay, order_of(*vendors))):
        release(received(part).pk, now=DUE)
    for vendor, cents in zip(vendors, (500, 900), strict=True):
        entries = Journal.objects.filter(entries__account__code=f"vendor_wallet:{vendor.pk}")
        labels = dict(
            entries.values_list("entries__label", "entries__amount_cents").filter(entries__amount_cents__gt=0)
        )
        assert [value for label, value in labels.items() if label.endswith("livraison")] == [cents]


def test_a_vendor_waits_for_nobody_else_s_parcel(mangopay):
    quick, slow = ready_vendor(mangopay), ready_vendor(mangopay)
    part, other = parts(paid(mangopay, order_of(quick, slow)))
    received(part)
    due.settle(now=DUE)
    assert Release.objects.get().vendor_order == part
    assert waits(other, DUE) == [Wait.NOT_RECEIVED]


def test_a_share_waits_for_payment_receipt_and_the_right_to_withdraw(mangopay):
    vendor = ready_vendor(mangopay)
    order = order_of(vendor)
    started(order)
    assert waits(parts(order)[0], MONDAY) == [Wait.PAYMENT]
    part = parts(paid(mangopay, order))[0]
    assert waits(part, MONDAY) == [Wait.NOT_RECEIVED]
    received(part)
    assert waits(part, MONDAY + timedelta(days=3)) == [Wait.WITHDRAWAL_PERIOD]
    with pytest.raises(NotReleasable, match=r"rétractation court.*10 décembre 2026"):
        release(part.pk, now=MONDAY + timedelta(days=15))
    assert waits(part, DUE) == []


@pytest.mark.parametrize(
    ("missing", "wait"),
    [
        ({"kyc_level": Partner.KycLevel.LIGHT}, Wait.KYC),
        ({"mangopay_recipient_id": ""}, Wait.BANK_ACCOUNT_MISSING),
        ({"recipient_is_active": False}, Wait.BANK_ACCOUNT_INACTIVE),
    ],
)
def test_a_share_waits_for_identity_and_bank_account_and_says_so(mangopay, missing, wait):
    vendor = ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    Partner.objects.filter(pk=vendor.pk).update(**missing)
    due.settle(now=DUE)
    assert not Release.objects.exists()
    assert waits(part, DUE) == [wait]


def test_a_commission_of_everything_still_moves_a_cent(mangopay):
    plan = PlanFactory(code="tout", terms__commission_rate=Decimal(100))
    vendor = ready_vendor(mangopay, plan=plan, delivery_modes={"home": 0})
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    assert release(part.pk, now=DUE).net_cents == 1


def test_a_transfer_that_fails_is_told_and_tried_again_another_day(mangopay):
    vendor = ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    wallet_id = vendor.mangopay_wallet_id
    Partner.objects.filter(pk=vendor.pk).update(mangopay_wallet_id=part.order.pay_in.wallet_id)
    due.settle(now=DUE)
    assert waits(part, DUE) == [Wait.FAILED]
    Partner.objects.filter(pk=vendor.pk).update(mangopay_wallet_id=wallet_id)
    due.settle(now=DUE + timedelta(hours=1))
    assert Release.objects.get().state == Release.State.FAILED
    due.settle(now=DUE + timedelta(days=1))
    assert (Release.objects.get().state, Release.objects.get().attempt) == (Release.State.SUCCEEDED, 2)
    assert book.balance(f"vendor_wallet:{vendor.pk}") == 0  # already on its way to the bank


def test_the_list_of_candidates_costs_two_queries(mangopay, django_assert_num_queries):
    part = received(parts(paid(mangopay, order_of()))[0])
    with django_assert_num_queries(2):
        assert [reasons_to_wait(found, now=DUE) for found in candidates()]
    assert candidates().get() == part
