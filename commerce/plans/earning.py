"""What a vendor earns with one piece under the terms of the day."""

from django.utils import timezone

from commerce.plans.choices import terms_on
from commerce.plans.models import Plan, PlanTerms
from commerce.plans.simulator import share_under


def share_of_piece(vendor, price_cents, *, now, quantity=1):
    """The Share of an order of one piece today at this price, delivery left out; None for a plan that doesn't sell.

    With `quantity`, of so many such pieces in one order: its fixed commission, if any, is borne by all of them.
    """
    try:
        terms = terms_on([vendor], timezone.localdate(now))[vendor.pk]
    except PlanTerms.DoesNotExist:
        return None
    if terms.plan.kind == Plan.Kind.LISTING:
        return None
    return share_under(terms, goods_cents=price_cents * quantity, shipping_cents=0)
