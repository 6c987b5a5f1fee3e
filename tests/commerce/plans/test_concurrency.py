from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commerce.plans import bills, choices
from commerce.plans.models import Plan, PlanChoice, SubscriptionBill
from tests.commerce.settlement.test_concurrency import at_once
from tests.factories import PlanFactory, UserFactory, VendorFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def subscription():
    return PlanFactory(code="abonnement", kind=Plan.Kind.SUBSCRIPTION, terms__monthly_fee_cents=1900)


def test_a_switch_asked_for_by_many_hands_at_once_is_one_switch(subscription):
    vendor, owner = VendorFactory(), UserFactory()
    at_once(lambda: choices.ask_for(vendor, subscription, "monthly", user=owner, now=NOW))
    assert PlanChoice.objects.pending().count() == 1
    assert PlanChoice.objects.standing().count() == 2


def test_a_period_billed_by_many_workers_at_once_is_billed_once(subscription):
    vendor = VendorFactory(plan=subscription)
    at_once(lambda: bills.bill_vendor(vendor, now=NOW))
    assert SubscriptionBill.objects.count() == 1
