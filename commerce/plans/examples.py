"""A plan and its bill, for previews: they are in no database."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from commerce.partner.examples import DAY, example_shop
from commerce.plans.models import Plan, PlanTerms, SubscriptionBill


def example_plan():
    """A plan with a subscription."""
    return Plan(pk=0, code="atelier", name="Atelier", kind=Plan.Kind.SUBSCRIPTION)


def example_terms(**more):
    """What it costs from a day on."""
    told = {"commission_rate": Decimal(5), "commission_vat_rate": Decimal(20)}
    return PlanTerms(plan=example_plan(), starts_on=DAY + timedelta(days=30), **told | more)


def example_bill():
    """A month of it, whose payment failed."""
    failed_at = timezone.make_aware(timezone.datetime(DAY.year, DAY.month, DAY.day, 9))
    return SubscriptionBill(
        pk=0,
        vendor=example_shop(),
        plan=example_plan(),
        starts_on=DAY,
        ends_on=DAY + timedelta(days=31),
        net_cents=1900,
        vat_cents=380,
        failed_at=failed_at,
    )
