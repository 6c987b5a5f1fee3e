from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commerce.order import lifecycle
from commerce.partner.models import Membership
from commerce.plans import choices
from commerce.plans.models import Plan, PlanChoice
from commerce.plans.simulator import simulate_plans
from tests.commerce.baskets import placed
from tests.factories import PlanFactory, ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db
PLAN = "vendor_portal:plan"
SWITCH = "vendor_portal:plan-switch"


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


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def wish(plan, period="monthly"):
    return {"formule": plan.pk, "paiement": period}


def test_the_vendor_sees_its_plan_and_what_the_others_would_cost(portal, vendor, subscription, part):
    shown = text(portal.get(reverse(PLAN)))
    assert "Commission seule" in shown
    assert "19,00\u00a0€ par mois, hors taxe" in shown
    assert "190,00\u00a0€ par an" in shown


def test_a_switch_is_confirmed_on_a_second_page_that_says_from_when_on(portal, vendor, subscription):
    starts_on = choices.next_switch_on(vendor, now=timezone.now())
    page = text(portal.get(reverse(SWITCH), wish(subscription)))
    assert "Confirmer le changement" in page
    assert str(starts_on.year) in page
    assert not PlanChoice.objects.exists()
    for _twice in range(2):
        portal.post(reverse(SWITCH), wish(subscription))
    assert PlanChoice.objects.pending().get().starts_on == starts_on
    assert "Vous passez à" in text(portal.get(reverse(PLAN)))


def test_a_switch_can_be_undone(portal, vendor, subscription):
    portal.post(reverse(SWITCH), wish(subscription))
    portal.post(reverse(PLAN))
    assert not PlanChoice.objects.pending().exists()
    assert "Vous passez à" not in text(portal.get(reverse(PLAN)))


def test_staff_sees_the_plan_and_can_not_change_it(portal, vendor, member, subscription):
    Membership.objects.filter(user=member).update(role=Membership.Role.MANAGER)
    assert "Seul un responsable" in text(portal.get(reverse(PLAN)))
    for method, name in (("post", SWITCH), ("post", PLAN), ("get", SWITCH)):
        assert getattr(portal, method)(reverse(name), wish(subscription)).status_code == 403
    assert not PlanChoice.objects.exists()


@pytest.mark.parametrize("plan", ["", "0", "x", "9" * 30, "\x00"])
@pytest.mark.parametrize("period", ["monthly", "weekly", ""])
def test_an_absurd_switch_changes_nothing(portal, vendor, plan, period):
    asked = {"formule": plan, "paiement": period}
    assert portal.get(reverse(SWITCH), asked).status_code == 200
    assert portal.post(reverse(SWITCH), asked).status_code == 302
    assert not PlanChoice.objects.exists()


def test_a_retired_plan_is_refused_even_to_who_knows_its_number(portal, vendor, subscription):
    Plan.objects.filter(pk=subscription.pk).update(is_offered=False)
    portal.post(reverse(SWITCH), wish(subscription))
    assert not PlanChoice.objects.pending().exists()


def test_a_vendor_without_sales_types_what_it_expects(portal, vendor, subscription):
    shown = text(portal.get(reverse(PLAN), {"ventes": "1000", "commandes": "20"}))
    assert "12\u202f000,00\u00a0€ de ventes" in shown
    assert "1\u202f440,00\u00a0€" in shown


@pytest.mark.parametrize("value", ["", "-1", "x", "NaN", "1e99", "0"])
def test_absurd_sales_are_told_beside_the_field(portal, vendor, value):
    assert portal.get(reverse(PLAN), {"ventes": value, "commandes": value}).status_code == 200


def sold(vendor, count, now):
    for number in range(count):
        order = placed(ProductFactory(vendor=vendor, price=Decimal(20 + number)))
        lifecycle.confirm(order, now=now)


def test_the_simulator_is_the_sum_of_the_shares_of_each_order(vendor, subscription):
    now = timezone.now()
    sold(vendor, 3, now - timedelta(days=40))
    simulation = simulate_plans(vendor, now=now)
    cost = next(cost for cost in simulation.costs if cost.plan == subscription and cost.period == "monthly")
    assert (simulation.orders, simulation.months) == (3, 2)
    assert cost.commission_cents == 120 + 126 + 132
    assert cost.subscription_cents == 2 * 1900
    assert cost.vat_cents == 24 + 25 + 26 + 760
    assert cost.net_cents + cost.cost_cents == simulation.sales_cents
    assert cost.difference_cents == cost.cost_cents - next(c for c in simulation.costs if c.is_current).cost_cents


def test_months_are_counted_from_the_first_sale(vendor):
    now = timezone.now()
    for count, days in ((1, 5), (2, 40), (3, 100)):
        sold(vendor, count, now - timedelta(days=days))
    assert simulate_plans(vendor, now=now).months == 4


def test_sales_of_more_than_a_year_ago_do_not_count(vendor, subscription):
    now = timezone.now()
    sold(vendor, 1, now - timedelta(days=370))
    assert simulate_plans(vendor, now=now).orders == 0


def test_the_simulator_asks_as_many_queries_for_ten_orders_as_for_one(vendor, subscription):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            simulate_plans(vendor, now=timezone.now())
        return len(captured)

    sold(vendor, 1, timezone.now())
    before = queries()
    sold(vendor, 9, timezone.now())
    assert queries() == before


def test_the_page_of_a_shop_on_a_listing_plan_is_shown_too(client, member):
    listing = PlanFactory(code="vitrine", kind=Plan.Kind.LISTING, terms__monthly_fee_cents=900)
    VendorFactory(plan=listing, member=member)
    client.force_login(member)
    assert "pas de vente en ligne" in text(client.get(reverse(PLAN)))
