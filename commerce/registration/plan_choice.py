"""The plan of a shop in preparation: compared on the vendor's own guess, and chosen at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.partner.models import Partner
from commerce.plans.choices import BEGINNING
from commerce.plans.models import PlanChoice
from commerce.plans.simulator import simulate_orders

#: What a newcomer sees before typing: a modest month.
USUAL_GUESS = {"orders_per_month": 10, "basket_cents": 4500, "delivery_cents": 600}


def guess_of(registration):
    """The vendor's guess of a month as keywords of `compare`: its own figures, else usual ones."""
    typed = {
        "orders_per_month": registration.guessed_orders_per_month,
        "basket_cents": registration.guessed_basket_cents,
        "delivery_cents": registration.guessed_delivery_cents,
    }
    return {name: USUAL_GUESS[name] if value is None else value for name, value in typed.items()}


def compare(registration, *, now):
    """A Simulation of a year of equal months on the vendor's guess, every plan on offer included."""
    return simulate_orders(registration.vendor, **guess_of(registration), now=now)


@transaction.atomic
def choose(vendor, plan, period, *, by, now):
    """Give a shop in preparation this plan, from its first day on. The choice before it is withdrawn; twice is once.

    Raises ValidationError with a sentence for a period that the plan doesn't offer, or a shop that has opened.
    """
    vendor = Partner.objects.select_for_update().get(pk=vendor.pk)
    if vendor.status != Partner.Status.DRAFT:
        raise ValidationError(_("La boutique est ouverte : changez de formule dans la page « Formule »."))
    terms = plan.terms.filter(starts_on__lte=timezone.localdate(now)).order_by("-starts_on").first()
    if terms is None:
        raise ValidationError(_("Cette formule n’a pas encore de tarif."))
    if period == PlanChoice.Period.YEARLY and not terms.yearly_fee_cents:
        raise ValidationError(_("Cette formule ne se paie qu’au mois."))
    standing = PlanChoice.objects.standing().filter(vendor=vendor)
    if same := standing.filter(plan=plan, period=period).first():
        return same
    standing.update(withdrawn_at=now)
    Partner.objects.filter(pk=vendor.pk).update(plan=plan)
    return PlanChoice.objects.create(
        vendor=vendor, plan=plan, period=period, starts_on=BEGINNING, asked_at=now, asked_by=by, settled_at=now
    )
