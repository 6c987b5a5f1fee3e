from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from commerce.communication.models import Mail
from commerce.ledger import book
from commerce.partner.models import Partner
from commerce.plans.models import Plan, SubscriptionBill
from commerce.settlement import due, subscriptions
from commerce.settlement.models import Debt
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received
from tests.factories import PlanFactory, VendorFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 3, 1, 8, tzinfo=PARIS)


@pytest.fixture
def plan():
    PlanFactory()
    return PlanFactory(
        code="abonnement",
        kind=Plan.Kind.SUBSCRIPTION,
        terms__commission_rate=Decimal(6),
        terms__monthly_fee_cents=1900,
    )


def in_words(vendor):
    return subscriptions.bills_of(vendor, at_most=5)[0].in_words


def test_a_bill_is_owed_at_once_and_only_once(plan):
    vendor = VendorFactory(plan=plan)
    for _ in range(2):
        due.settle(now=NOW)
    debt = Debt.objects.get()
    assert (debt.kind, debt.amount_cents, debt.vendor) == ("subscription", 2280, vendor)
    assert book.balance(f"debt:{vendor.pk}") == -2280
    assert book.balance("claims:subscription") == 2280
    assert "22,80" in in_words(vendor)


def test_the_next_release_pays_it_and_nobody_is_reminded(plan, mangopay):
    vendor = ready_vendor(mangopay, plan=plan)
    due.settle(now=MONDAY)
    for part in parts(paid(mangopay, order_of(vendor))):
        received(part)
    due.settle(now=MONDAY + timedelta(days=2))
    due.settle(now=DUE)
    assert Debt.objects.get(business_key=f"subscription:{vendor.pk}:2026-11-23").open_cents == 0
    assert in_words(vendor) == "payée"
    assert book.balance(f"debt:{vendor.pk}") == 0
    assert not Mail.objects.filter(event="subscription_ended").exists()


def test_a_bill_that_no_sale_pays_ends_in_commission_only_with_the_used_days_owed(plan):
    vendor = VendorFactory(plan=plan)
    for days in range(25):
        due.settle(now=NOW + timedelta(days=days))
    vendor = Partner.objects.get(pk=vendor.pk)
    assert (vendor.plan.kind, vendor.status) == (Plan.Kind.COMMISSION, Partner.Status.OPEN)
    assert (Debt.objects.get().open_cents, book.balance(f"debt:{vendor.pk}")) == (1692, -1692)
    events = ["subscription_unpaid", "subscription_reminder", "subscription_ended"]
    assert list(Mail.objects.order_by("pk").values_list("event", flat=True)) == events
    assert SubscriptionBill.objects.get().cancelled_cents == 588
    assert in_words(vendor).startswith("5,88\u00a0€ annulés, reste 16,92")


def test_the_page_asks_two_queries_for_all_bills(plan, django_assert_num_queries):
    vendor = VendorFactory(plan=plan)
    for month in (3, 4, 5):
        SubscriptionBill.objects.create(
            vendor=vendor,
            plan=plan,
            period="monthly",
            starts_on=date(2026, month, 1),
            ends_on=date(2026, month + 1, 1),
            net_cents=1900,
            vat_cents=380,
            billed_at=NOW,
        )
    with django_assert_num_queries(2):
        assert len(subscriptions.bills_of(vendor, at_most=5)) == 3
