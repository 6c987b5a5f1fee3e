"""Which plan a vendor has on a day, and how a vendor switches. Dates are days in Europe/Paris."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.partner.models import Partner
from commerce.plans.models import Plan, PlanChoice, PlanTerms, SubscriptionBill
from commerce.plans.periods import first_of_next_month

#: Since when a vendor has the plan that it had before it ever switched.
BEGINNING = date(2000, 1, 1)


def plan_on(vendor, day):
    """The plan that the vendor has on a day, whether or not anything ran since it was chosen."""
    choice = choice_on(vendor, day)
    return choice.plan if choice else vendor.plan


def choice_on(vendor, day):
    """The PlanChoice that rules on a day, or None for a vendor who never switched."""
    began = PlanChoice.objects.standing().filter(vendor=vendor, starts_on__lte=day)
    return began.select_related("plan").order_by("-starts_on").first()


def terms_on(vendors, day):
    """{vendor id: PlanTerms} in force on a day, in two queries however many vendors. Raises PlanTerms.DoesNotExist."""
    began = PlanChoice.objects.standing().filter(vendor__in=vendors, starts_on__lte=day).order_by("starts_on")
    plans = {vendor.pk: vendor.plan_id for vendor in vendors} | dict(began.values_list("vendor_id", "plan_id"))
    in_force = PlanTerms.objects.filter(plan__in=set(plans.values()), starts_on__lte=day)
    by_plan = {terms.plan_id: terms for terms in in_force.select_related("plan").order_by("starts_on")}
    if missing := set(plans.values()) - set(by_plan):
        raise PlanTerms.DoesNotExist(f"Plans {sorted(missing)} have no terms on {day}.")
    return {vendor_id: by_plan[plan_id] for vendor_id, plan_id in plans.items()}


def without_sale(vendors, day):
    """Those of the vendors whose plan of this day doesn't sell online, as the dated choices say. One query at most."""
    began = PlanChoice.objects.standing().filter(vendor__in=vendors, starts_on__lte=day).order_by("starts_on")
    kinds = {vendor.pk: vendor.plan.kind for vendor in vendors} | dict(began.values_list("vendor_id", "plan__kind"))
    return [vendor for vendor in vendors if kinds[vendor.pk] == Plan.Kind.LISTING]


def pending_of(vendor, *, now):
    """The switch that hasn't taken effect, or None."""
    waiting = PlanChoice.objects.pending().filter(vendor=vendor, starts_on__gt=timezone.localdate(now))
    return waiting.select_related("plan").first()


def next_switch_on(vendor, *, now):
    """First day that a plan asked for now may rule: after the period that is paid for, else the next month."""
    today = timezone.localdate(now)
    running = SubscriptionBill.objects.filter(
        vendor=vendor, starts_on__lte=today, ends_on__gt=today, fell_back_at=None
    ).first()
    return running.ends_on if running else first_of_next_month(today)


def ask_for(vendor, plan, period, *, user, now, starts_on=None):
    """Ask for another plan, or another period, from the next period on. Replaces a pending switch; twice is once.

    Asking for the plan that the vendor has withdraws the switch. Open orders keep the terms of their confirmation.
    `starts_on` is the system's, for a fall back at once. Returns the pending PlanChoice or None. Raises
    ValidationError with a sentence for a plan or a period that isn't on offer.
    """
    for begun in to_settle(now).filter(vendor=vendor):
        settle(begun, now=now)
    starts_on = starts_on or next_switch_on(vendor, now=now)
    if user:
        _check_offer(vendor, plan, period, starts_on)
    try:
        return _replace(vendor, plan, period, user, now, starts_on)
    except IntegrityError:  # The same person clicked twice, or two did: the one who came first is kept.
        return pending_of(vendor, now=now)


def _check_offer(vendor, plan, period, day):
    current = choice_on(vendor, day)
    has_it = (current.plan_id if current else vendor.plan_id) == plan.pk
    if not plan.is_offered and not has_it:
        raise ValidationError(_("Cette formule n’est plus proposée."))
    terms = plan.terms.filter(starts_on__lte=day).order_by("-starts_on").first()
    if terms is None:
        raise ValidationError(_("Cette formule n’a pas encore de tarif."))
    if period == PlanChoice.Period.YEARLY and not terms.yearly_fee_cents:
        raise ValidationError(_("Cette formule ne se paie qu’au mois."))


@transaction.atomic
def _replace(vendor, plan, period, user, now, starts_on):
    vendor = Partner.objects.select_related("plan").get(pk=vendor.pk)
    current = choice_on(vendor, timezone.localdate(now)) or _keep_beginning(vendor, now)
    pending = PlanChoice.objects.pending().filter(vendor=vendor).first()
    if pending and (pending.plan_id, pending.period, pending.starts_on) == (plan.pk, period, starts_on):
        return pending
    if pending:
        PlanChoice.objects.filter(pk=pending.pk).update(withdrawn_at=now)
    if (current.plan_id, current.period) == (plan.pk, period):
        return None
    return PlanChoice.objects.create(
        vendor=vendor, plan=plan, period=period, starts_on=starts_on, asked_at=now, asked_by=user
    )


def _keep_beginning(vendor, now):
    """The plan of a vendor who never switched, as a row: it goes on ruling the days before the switch."""
    return PlanChoice.objects.create(
        vendor=vendor, plan_id=vendor.plan_id, starts_on=BEGINNING, asked_at=now, settled_at=now
    )


def withdraw(vendor, *, now):
    """Give up the pending switch. Returns whether there was one."""
    waiting = PlanChoice.objects.pending().filter(vendor=vendor, starts_on__gt=timezone.localdate(now))
    return bool(waiting.update(withdrawn_at=now))


def to_settle(now):
    """Choices that have begun and that vendors' current plans don't show yet."""
    return PlanChoice.objects.pending().filter(starts_on__lte=timezone.localdate(now)).select_related("vendor")


@transaction.atomic
def settle(choice, *, now):
    """Bring the vendor's current plan up to date with a choice that has begun. Once."""
    if PlanChoice.objects.pending().filter(pk=choice.pk).update(settled_at=now):
        Partner.objects.filter(pk=choice.vendor_id).update(plan=choice.plan_id)


def offered_to(vendor, day):
    """Plans that the vendor may have on a day: those on offer, and its own even if it is retired."""
    offered = Plan.objects.offered_on(day)
    return list((Plan.objects.filter(pk=plan_on(vendor, day).pk) | offered).distinct())
