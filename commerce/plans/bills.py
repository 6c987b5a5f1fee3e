"""Subscriptions: one bill per vendor and period, written when the period begins."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from commerce.money import percentage
from commerce.partner.models import Partner
from commerce.plans.choices import BEGINNING, choice_on, pending_of, plan_on
from commerce.plans.models import Plan, PlanChoice, SubscriptionBill
from commerce.plans.periods import period_of


def vendors_to_bill(now):
    """Open shops whose running period has no bill yet, among those that any plan with a subscription concerns."""
    today = timezone.localdate(now)
    paying = Plan.objects.exclude(kind=Plan.Kind.COMMISSION)
    billed = SubscriptionBill.objects.filter(starts_on__lte=today, ends_on__gt=today, fell_back_at=None)
    chosen = PlanChoice.objects.standing().filter(plan__in=paying, starts_on__lte=today)
    candidates = Partner.objects.filter(plan__in=paying) | Partner.objects.filter(pk__in=chosen.values("vendor"))
    open_shops = candidates.filter(status=Partner.Status.OPEN).exclude(pk__in=billed.values("vendor"))
    return open_shops.select_related("plan").distinct().order_by("pk")


def bill_vendor(vendor, *, now):
    """Bill the running period of an open shop, once. Returns the SubscriptionBill, or None where nothing is due.

    A shop that isn't open is billed nothing, and its bill opens nothing: the operator does. Periods that passed
    unbilled, because the shop was closed, aren't made up for.
    """
    today = timezone.localdate(now)
    plan, choice = plan_on(vendor, today), choice_on(vendor, today)
    period = choice.period if choice else PlanChoice.Period.MONTHLY
    if vendor.status != Partner.Status.OPEN or plan.kind == Plan.Kind.COMMISSION:
        return None
    starts_on, ends_on = period_of(_anchor(vendor, plan, choice, today), period, today)
    terms = plan.terms_on(max(starts_on, plan.terms.earliest("starts_on").starts_on))
    net_cents = terms.fee_cents(period)
    if not net_cents:
        return None
    return SubscriptionBill.objects.get_or_create(
        vendor=vendor,
        starts_on=starts_on,
        defaults={
            "plan": plan,
            "period": period,
            "ends_on": ends_on,
            "net_cents": net_cents,
            "vat_cents": percentage(net_cents, terms.commission_vat_rate),
            "billed_at": now,
        },
    )[0]


def _anchor(vendor, plan, choice, today):
    """The day that periods are counted from: the first bill since the plan was chosen, else today."""
    since = choice.starts_on if choice else BEGINNING
    billed = SubscriptionBill.objects.filter(vendor=vendor, plan=plan, starts_on__gte=since)
    first = billed.order_by("starts_on").first()
    if first:
        return first.starts_on
    return since if since > BEGINNING and _was_open(vendor, since) else today


def _was_open(vendor, day):
    return vendor.opened_at is not None and timezone.localdate(vendor.opened_at) <= day


def bill_subscriptions(*, now):
    """Bill every period that has begun. Safe to repeat. Returns the new and known bills of running periods."""
    bills = [bill_vendor(vendor, now=now) for vendor in vendors_to_bill(now)]
    return [bill for bill in bills if bill]


@dataclass(frozen=True)
class NextBill:
    """The subscription's next bill: day, amount before VAT and VAT, in cents."""

    day: date
    net_cents: int
    vat_cents: int


def next_bill(vendor, *, now):
    """The bill that follows the running period under the plan that will rule then, or None where nothing is due."""
    today = timezone.localdate(now)
    running = SubscriptionBill.objects.filter(vendor=vendor, starts_on__lte=today, ends_on__gt=today).first()
    waiting = pending_of(vendor, now=now)
    if running and not running.fell_back_at:
        day = running.ends_on
    elif waiting:
        day = waiting.starts_on
    else:
        return None
    plan, choice = plan_on(vendor, day), choice_on(vendor, day)
    if plan.kind == Plan.Kind.COMMISSION:
        return None
    terms = plan.terms_on(day)
    net_cents = terms.fee_cents(choice.period if choice else PlanChoice.Period.MONTHLY)
    return NextBill(day, net_cents, percentage(net_cents, terms.commission_vat_rate)) if net_cents else None
