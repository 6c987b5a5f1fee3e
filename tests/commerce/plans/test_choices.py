from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from commerce.order import lifecycle
from commerce.partner.models import Partner
from commerce.plans import bills, choices
from commerce.plans.models import Plan, PlanChoice, SubscriptionBill
from commerce.settlement import due
from tests.commerce.baskets import MONDAY, placed
from tests.factories import PlanFactory, ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 10, tzinfo=PARIS)
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def commission():
    return PlanFactory()


@pytest.fixture
def subscription():
    return PlanFactory(
        code="abonnement",
        name="Abonnement",
        kind=Plan.Kind.SUBSCRIPTION,
        terms__commission_rate=Decimal(6),
        terms__monthly_fee_cents=1900,
        terms__yearly_fee_cents=19000,
    )


@pytest.fixture
def vendor(commission):
    return VendorFactory(plan=commission, opened_at=NOW - timedelta(days=100))


@pytest.fixture
def owner(vendor):
    return UserFactory()


def asked(vendor, plan, owner, period="monthly", now=NOW):
    return choices.ask_for(vendor, plan, period, user=owner, now=now)


def rate_of_an_order(vendor, now):
    order = placed(ProductFactory(vendor=Partner.objects.get(pk=vendor.pk)))
    lifecycle.confirm(order, now=now)
    return order.vendor_orders.get().commission_rate


@pytest.mark.parametrize(
    ("moment", "rate"),
    [
        (datetime(2026, 11, 30, 23, 59, tzinfo=PARIS), 12),
        (datetime(2026, 12, 1, 0, 0, tzinfo=PARIS), 6),
        (datetime(2026, 12, 1, 0, 1, tzinfo=PARIS), 6),
    ],
)
def test_a_switch_rules_from_midnight_in_paris_whether_or_not_a_task_ran(vendor, subscription, owner, moment, rate):
    asked(vendor, subscription, owner)
    assert rate_of_an_order(vendor, moment.astimezone(ZoneInfo("UTC"))) == rate


def test_midnight_is_paris_midnight_in_summer_too(vendor, subscription, owner):
    asked(vendor, subscription, owner, now=datetime(2027, 3, 28, 12, tzinfo=PARIS))
    assert choices.plan_on(vendor, date(2027, 3, 31)).kind == Plan.Kind.COMMISSION
    assert rate_of_an_order(vendor, datetime(2027, 3, 31, 21, 59, tzinfo=ZoneInfo("UTC"))) == 12
    assert rate_of_an_order(vendor, datetime(2027, 3, 31, 22, 0, tzinfo=ZoneInfo("UTC"))) == 6


def test_the_days_before_a_switch_keep_their_plan_after_it_was_settled(vendor, subscription, commission, owner):
    asked(vendor, subscription, owner)
    due.settle(now=datetime(2026, 12, 1, 0, 15, tzinfo=PARIS))
    vendor.refresh_from_db()
    assert vendor.plan == subscription
    assert choices.plan_on(vendor, date(2026, 11, 30)) == commission
    assert choices.plan_on(vendor, DECEMBER) == subscription


def test_two_clicks_are_one_switch(vendor, subscription, owner):
    first, second = asked(vendor, subscription, owner), asked(vendor, subscription, owner)
    assert first == second
    assert PlanChoice.objects.pending().count() == 1


def test_the_database_refuses_two_pending_switches(vendor, subscription, owner):
    asked(vendor, subscription, owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanChoice.objects.create(vendor=vendor, plan=subscription, starts_on=date(2027, 1, 1), asked_at=NOW)


def test_a_switch_can_be_changed_and_withdrawn_until_it_begins(vendor, subscription, commission, owner):
    asked(vendor, subscription, owner)
    asked(vendor, subscription, owner, period="yearly")
    assert choices.pending_of(vendor, now=NOW).period == "yearly"
    assert choices.withdraw(vendor, now=datetime(2026, 11, 30, 23, 59, tzinfo=PARIS))
    assert choices.plan_on(vendor, DECEMBER) == commission
    asked(vendor, subscription, owner)
    assert not choices.withdraw(vendor, now=datetime(2026, 12, 1, 0, 0, tzinfo=PARIS))


def test_asking_for_the_own_plan_gives_the_switch_up(vendor, subscription, commission, owner):
    asked(vendor, subscription, owner)
    assert asked(vendor, commission, owner) is None
    assert not PlanChoice.objects.pending().exists()


def test_a_paid_period_runs_to_its_end(vendor, subscription, commission, owner):
    asked(vendor, subscription, owner, period="yearly")
    later = datetime(2026, 12, 1, 8, tzinfo=PARIS)
    due.settle(now=later)
    assert asked(vendor, commission, owner, now=later).starts_on == date(2027, 12, 1)


def test_a_retired_plan_stays_with_who_has_it_and_is_nobody_elses(vendor, subscription, owner):
    Plan.objects.filter(pk=subscription.pk).update(is_offered=False)
    subscription.refresh_from_db()
    with pytest.raises(ValidationError, match="plus proposée"):
        asked(vendor, subscription, owner)
    loyal = VendorFactory(plan=subscription)
    assert subscription in choices.offered_to(loyal, NOW.date())
    assert subscription not in choices.offered_to(vendor, NOW.date())
    assert rate_of_an_order(loyal, NOW) == 6


def test_a_plan_without_a_yearly_price_is_not_paid_by_the_year(vendor, owner):
    monthly = PlanFactory(code="mois", kind=Plan.Kind.SUBSCRIPTION, terms__monthly_fee_cents=900)
    with pytest.raises(ValidationError, match="qu’au mois"):
        asked(vendor, monthly, owner, period="yearly")


def test_confirming_asks_as_many_queries_for_five_vendors_as_for_one():
    def queries(count):
        order = placed(*(ProductFactory(vendor=VendorFactory(email="")) for _ in range(count)))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            lifecycle.confirm(order, now=MONDAY)
        return len([query for query in captured.captured_queries if "plans_" in query["sql"]])

    assert queries(1) == queries(5)


def test_a_shop_on_a_listing_plan_sells_nothing_and_keeps_its_open_orders(vendor, owner):
    listing = PlanFactory(code="vitrine", kind=Plan.Kind.LISTING, terms__monthly_fee_cents=900)
    order = placed(ProductFactory(vendor=vendor))
    lifecycle.confirm(order, now=NOW)
    asked(vendor, listing, owner)
    later = datetime(2026, 12, 1, 9, tzinfo=PARIS)
    due.settle(now=later)
    assert not Partner.objects.get(pk=vendor.pk).can_sell
    part = lifecycle.ship(order.vendor_orders.get(), now=later)
    assert (part.status, part.commission_rate) == ("shipped", 12)


class TestBills:
    def test_each_period_is_billed_once_with_its_vat(self, vendor, subscription, owner):
        asked(vendor, subscription, owner)
        for now in (NOW, datetime(2026, 12, 1, 0, 0, tzinfo=PARIS), datetime(2026, 12, 31, 23, 59, tzinfo=PARIS)):
            due.settle(now=now)
        bill = SubscriptionBill.objects.get()
        assert (bill.starts_on, bill.ends_on) == (DECEMBER, date(2027, 1, 1))
        assert (bill.net_cents, bill.vat_cents, bill.total_cents) == (1900, 380, 2280)
        due.settle(now=datetime(2027, 1, 1, 0, 0, tzinfo=PARIS))
        assert SubscriptionBill.objects.count() == 2

    def test_a_shop_that_is_not_open_is_billed_nothing_and_opened_by_nothing(self, subscription):
        draft = VendorFactory(plan=subscription, status=Partner.Status.DRAFT)
        VendorFactory(plan=subscription, status=Partner.Status.CLOSING)
        assert list(bills.vendors_to_bill(NOW)) == []
        assert bills.bill_vendor(draft, now=NOW) is None
        due.settle(now=NOW)
        assert not SubscriptionBill.objects.exists()
        draft.refresh_from_db()
        assert draft.status == Partner.Status.DRAFT

    def test_a_shop_that_began_with_a_subscription_is_billed_from_the_day_it_is_open(self, subscription):
        VendorFactory(plan=subscription)
        for days in (0, 29, 30, 31, 61):
            due.settle(now=NOW + timedelta(days=days))
        starts = sorted(SubscriptionBill.objects.values_list("starts_on", flat=True))
        assert starts == [date(2026, 11, 24), date(2026, 12, 24), date(2027, 1, 24)]

    def test_commission_only_costs_nothing_per_month(self, vendor):
        assert bills.bill_subscriptions(now=NOW) == []
        assert bills.bill_vendor(vendor, now=NOW) is None
