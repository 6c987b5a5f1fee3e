from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.communication.models import Mail
from commerce.partner.models import Partner
from commerce.plans import bills, choices, dunning
from commerce.plans.models import Plan, SubscriptionBill
from commerce.settlement import due
from tests.factories import PlanFactory, VendorFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
BILLED = datetime(2027, 3, 1, 8, tzinfo=PARIS)
FAILED = datetime(2027, 3, 8, 8, tzinfo=PARIS)
#: The last moment of the fifteenth whole day after the failure, and midnight after it.
LAST_MINUTE = datetime(2027, 3, 23, 23, 59, tzinfo=PARIS)
MIDNIGHT = datetime(2027, 3, 24, 0, 0, tzinfo=PARIS)


@pytest.fixture
def bill():
    """A month's subscription of 22,80 € that no release paid."""
    PlanFactory()
    plan = PlanFactory(
        code="abonnement",
        kind=Plan.Kind.SUBSCRIPTION,
        terms__commission_rate=Decimal(6),
        terms__monthly_fee_cents=1900,
    )
    return bills.bill_vendor(VendorFactory(plan=plan), now=BILLED)


@pytest.fixture
def unpaid(bill):
    assert dunning.payment_failed(bill, open_cents=2280, reason="La carte est expirée.", now=FAILED)
    return bill


def followed(bill, now, open_cents=2280):
    return dunning.follow_up(SubscriptionBill.objects.get(pk=bill.pk), open_cents=open_cents, now=now)


def mails():
    return list(Mail.objects.order_by("pk").values_list("event", flat=True))


def test_releases_have_a_week_before_anything_else_is_asked(bill):
    assert bill not in dunning.to_collect(BILLED + timedelta(days=6, hours=23))
    assert bill in dunning.to_collect(BILLED + timedelta(days=7))


def test_a_failure_is_told_once_with_what_failed_what_to_do_and_until_when(unpaid):
    assert not dunning.payment_failed(unpaid, open_cents=2280, reason="encore", now=FAILED + timedelta(days=1))
    mail = Mail.objects.get(event="subscription_unpaid")
    for words in ("22,80", "La carte est expirée.", "23 mars 2027 inclus", "reste ouverte", "/espace-pro/formule/"):
        assert words in mail.text


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2027, 3, 14, 23, 59, tzinfo=PARIS), ["subscription_unpaid"]),
        (datetime(2027, 3, 15, 0, 0, tzinfo=PARIS), ["subscription_unpaid", "subscription_reminder"]),
    ],
)
def test_the_vendor_is_reminded_once_halfway(unpaid, now, told):
    for _ in range(2):
        followed(unpaid, now)
    assert mails() == told


def test_nothing_changes_until_the_last_minute(unpaid):
    assert followed(unpaid, LAST_MINUTE) == 0
    assert choices.plan_on(unpaid.vendor, LAST_MINUTE.date()) == unpaid.plan


def test_after_it_the_shop_falls_back_to_commission_only_and_stays_open(unpaid):
    assert followed(unpaid, MIDNIGHT) == 588  # 8 of 31 days
    assert followed(unpaid, MIDNIGHT) == 0
    vendor = Partner.objects.get(pk=unpaid.vendor_id)
    assert (vendor.plan.kind, vendor.status) == (Plan.Kind.COMMISSION, Partner.Status.OPEN)
    assert choices.plan_on(vendor, date(2027, 3, 23)) == unpaid.plan
    assert choices.plan_on(vendor, date(2027, 3, 24)) == vendor.plan
    mail = Mail.objects.get(event="subscription_ended")
    assert "5,88" in mail.text
    assert "16,92" in mail.text


def test_after_the_fall_nothing_is_billed_any_more(unpaid):
    followed(unpaid, MIDNIGHT)
    due.settle(now=datetime(2027, 4, 2, 8, tzinfo=PARIS))
    assert SubscriptionBill.objects.count() == 1


def test_what_releases_paid_meanwhile_ends_the_affair(unpaid):
    assert followed(unpaid, MIDNIGHT, open_cents=0) == 0
    assert choices.plan_on(unpaid.vendor, MIDNIGHT.date()) == unpaid.plan


def test_no_more_is_cancelled_than_is_open(unpaid):
    assert followed(unpaid, MIDNIGHT, open_cents=100) == 100
    assert "vous ne devez rien" in Mail.objects.get(event="subscription_ended").text


def test_the_fifteen_days_are_days_in_paris_across_the_change_of_clocks(bill):
    bill.failed_at = datetime(2027, 3, 20, 23, 30, tzinfo=PARIS)
    assert dunning.gives_up_on(bill) == date(2027, 4, 5)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 366), st.integers(0, 50_000), st.integers(-5, 400))
def test_unused_days_never_cost_more_than_the_bill_and_fall_day_by_day(starts_on, days, net_cents, passed):
    bill = SubscriptionBill(
        starts_on=starts_on, ends_on=starts_on + timedelta(days=days), net_cents=net_cents, vat_cents=net_cents // 5
    )
    day = starts_on + timedelta(days=passed)
    cents = dunning.unused_cents(bill, day)
    assert 0 <= dunning.unused_cents(bill, day + timedelta(days=1)) <= cents <= bill.total_cents
    assert dunning.unused_cents(bill, starts_on) == bill.total_cents
    assert dunning.unused_cents(bill, bill.ends_on) == 0
