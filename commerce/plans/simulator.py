"""What each plan would have cost a vendor on its own past sales. In cents; a few queries, however many orders."""

from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils import timezone

from commerce.money import percentage, proportion
from commerce.order.models import VendorOrder
from commerce.plans.choices import choice_on, offered_to, plan_on
from commerce.plans.commission import share
from commerce.plans.models import Plan, PlanChoice, PlanTerms
from commerce.plans.periods import add_months

MONTHS = 12
_AMOUNTS = ("goods_cents", "shipping_cents", "operator_goods_cents", "operator_shipping_cents")


@dataclass(frozen=True)
class PlanCost:
    """One plan over the sales of some months. `difference_cents` is what it costs more (or less) than the current one.

    A plan that sells nothing has no figures but its subscription. VAT is that of commission and subscription.
    """

    plan: Plan
    terms: PlanTerms
    period: str
    is_current: bool
    commission_cents: int
    subscription_cents: int
    vat_cents: int
    net_cents: int
    difference_cents: int = 0

    @property
    def cost_cents(self):
        """All that goes to the operator."""
        return self.commission_cents + self.subscription_cents + self.vat_cents

    @property
    def saved_cents(self):
        """What the plan costs less than the current one."""
        return -self.difference_cents

    @property
    def monthly_net_cents(self):
        """What the vendor keeps in one of a year's equal months, rounded half up."""
        return (2 * self.net_cents + MONTHS) // (2 * MONTHS)

    @property
    def sells(self):
        """Whether the plan sells online."""
        return self.plan.kind != Plan.Kind.LISTING


@dataclass(frozen=True)
class Simulation:
    """Sales of `months` started months, in cents, and what each plan would have taken of them."""

    months: int
    orders: int
    sales_cents: int
    costs: list[PlanCost]


def simulate_plans(vendor, *, now):
    """A Simulation on the paid orders of the last twelve months, or since the first one. A few queries."""
    today = timezone.localdate(now)
    since = timezone.make_aware(timezone.datetime(*add_months(today, -MONTHS).timetuple()[:3]))
    sold = VendorOrder.objects.of_vendor(vendor).filter(confirmed_at__gte=since, cancelled_at=None).order_by()
    groups = list(sold.values_list(*_AMOUNTS).annotate(count=Count("pk"), first=Min("confirmed_at")))
    first = min((group[-1] for group in groups), default=now)
    return _simulate(vendor, [group[:-1] for group in groups], _months_since(timezone.localdate(first), today), today)


def simulate_sales(vendor, *, monthly_cents, orders_per_month, now):
    """A Simulation of a year of equal months, for a vendor without a history. Shipping is left out."""
    basket_cents = proportion(monthly_cents, 1, orders_per_month)
    groups = [(basket_cents, 0, 0, 0, orders_per_month * MONTHS)]
    return _simulate(vendor, groups, MONTHS, timezone.localdate(now))


def simulate_orders(vendor, *, orders_per_month, basket_cents, delivery_cents, now):
    """A Simulation of a year of equal orders, each with what its buyer pays for delivery. In cents."""
    groups = [(basket_cents, delivery_cents, 0, 0, orders_per_month * MONTHS)]
    return _simulate(vendor, groups, MONTHS, timezone.localdate(now))


def _months_since(first, today):
    """Started months from a day to today, one at least and twelve at most."""
    months = (today.year - first.year) * 12 + today.month - first.month + 1
    return max(1, min(MONTHS, months - (add_months(first, months - 1) > today)))


def _simulate(vendor, groups, months, today):
    choice = choice_on(vendor, today)
    current = (plan_on(vendor, today).pk, choice.period if choice else PlanChoice.Period.MONTHLY)
    costs = [
        _cost(plan, terms, period, groups, months, (plan.pk, period) == current)
        for plan, terms in _with_terms(offered_to(vendor, today), today)
        for period in PlanChoice.Period.values
        if period == PlanChoice.Period.MONTHLY or terms.yearly_fee_cents
    ]
    now_cents = next((cost.cost_cents for cost in costs if cost.is_current), 0)
    costs = [PlanCost(**{**vars(cost), "difference_cents": cost.cost_cents - now_cents}) for cost in costs]
    sales_cents = sum((goods + shipping) * count for goods, shipping, _, _, count in groups)
    return Simulation(months, sum(group[-1] for group in groups), sales_cents, costs)


def _with_terms(plans, day):
    in_force = PlanTerms.objects.filter(plan__in=plans, starts_on__lte=day).select_related("plan")
    latest = {terms.plan_id: terms for terms in in_force.order_by("starts_on")}
    return [(plan, latest[plan.pk]) for plan in plans if plan.pk in latest]


def _cost(plan, terms, period, groups, months, is_current):
    sells = plan.kind != Plan.Kind.LISTING
    commission_cents = vat_cents = net_cents = 0
    for *amounts, count in groups if sells else []:
        part = share_under(terms, **dict(zip(_AMOUNTS, amounts, strict=True)))
        commission_cents += part.commission_cents * count
        vat_cents += part.commission_vat_cents * count
        net_cents += part.net_cents * count
    yearly = period == PlanChoice.Period.YEARLY
    fee_cents = proportion(terms.yearly_fee_cents, months, MONTHS) if yearly else terms.monthly_fee_cents * months
    fee_vat_cents = percentage(fee_cents, terms.commission_vat_rate)
    return PlanCost(
        plan=plan,
        terms=terms,
        period=period,
        is_current=is_current,
        commission_cents=commission_cents,
        subscription_cents=fee_cents,
        vat_cents=vat_cents + fee_vat_cents,
        net_cents=net_cents - fee_cents - fee_vat_cents,
    )


def share_under(terms, **amounts):
    """The Share of amounts (see `commission.share`) under a plan's terms."""
    return share(
        **amounts,
        rate=terms.commission_rate,
        fixed_cents=terms.commission_fixed_cents,
        vat_rate=terms.commission_vat_rate,
        commission_on_shipping=terms.commission_on_shipping,
    )
