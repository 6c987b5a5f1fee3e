"""The figures of today that an offer is tried on: the goods that it reaches, their delivery, the plans in force."""

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from commerce.money import to_cents
from commerce.offer.models import Benefit, Condition
from commerce.offer.preview import Offered, SampleBasket, preview
from commerce.partner.models import StockRecord
from commerce.plans.models import Plan
from commerce.shipping.models import DeliveryMode
from commerce.shipping.options import default_modes


class NothingToPreview(Exception):
    """No plan is in force, or the reduction is computed by code of its own: nobody can foresee it."""


def preview_of(offer, benefit, condition, *, sample_cents, day, pieces=()):
    """The Preview of an offer that needn't be saved. `day` is in Europe/Paris. Raises NothingToPreview.

    `pieces` are the products that alone are lowered, variants following theirs, where no range says so yet.
    """
    all_terms = terms_in_force(day)
    if not all_terms or benefit.proxy_class:
        raise NothingToPreview
    dearest_delivery_cents, usual_delivery_cents = _deliveries(offer.vendor)
    return preview(
        Offered(_kind(benefit, condition), benefit.value, offer.operator_rate, benefit.max_affected_items),
        sample=SampleBasket(_("Panier type"), sample_cents, usual_delivery_cents, _pieces_of_sample(condition)),
        terms=offer.vendor.plan.terms_on(day) if offer.vendor else all_terms[0],
        baskets=_extreme_baskets(benefit, condition, offer.vendor, dearest_delivery_cents, pieces),
        all_terms=all_terms,
    )


def terms_in_force(day):
    """Today's terms of every plan under which one can sell; retired plans too, which some still have."""
    plans = Plan.objects.exclude(kind=Plan.Kind.LISTING).order_by("-is_offered", "pk").prefetch_related("terms")
    begun = ([terms for terms in plan.terms.all() if terms.starts_on <= day] for plan in plans)
    return [max(terms, key=lambda term: term.starts_on) for terms in begun if terms]


def _kind(benefit, condition):
    """The benefit's type; nothing where Oscar gives nothing: a fixed price for goods of a value."""
    fruitless = benefit.type == Benefit.FIXED_PRICE and condition.type == Condition.VALUE
    return "" if fruitless else benefit.type


def _pieces_of_sample(condition):
    return int(condition.value or 1) if condition.type in (Condition.COUNT, Condition.COVERAGE) else 1


def _deliveries(vendor):
    """The dearest delivery that the offer may meet, and a usual one, in cents."""
    modes = DeliveryMode.objects.filter(is_active=True)
    if vendor is not None:
        modes = modes.filter(vendor=vendor)
    modes = list(modes) or default_modes(vendor)[:1]
    usual = sorted(mode.charge_cents for mode in modes)
    return max(mode.dearest_cents for mode in modes), usual[len(usual) // 2]


def _extreme_baskets(benefit, condition, vendor, shipping_cents, chosen):
    """The smallest basket that meets the condition, and one of the dearest pieces that the offer lowers."""
    least = to_cents(condition.value) if condition.type == Condition.VALUE else 0
    pieces = _pieces_of_sample(condition)
    counted = _records(condition.range, vendor, chosen).order_by("price").values_list("price", flat=True)[:pieces]
    dearest = _records(benefit.range or condition.range, vendor, chosen).aggregate(price=Max("price"))["price"]
    if not counted or dearest is None:
        return []
    cheapest = counted if condition.type == Condition.COVERAGE else [counted[0]] * pieces
    smallest_cents = max(least, sum(to_cents(price) for price in cheapest))
    dearest_cents = max(least, to_cents(dearest) * pieces)
    return [
        SampleBasket(_("Le plus petit panier qui y donne droit"), smallest_cents, shipping_cents, pieces),
        SampleBasket(_("Ce qu’il y a de plus cher"), dearest_cents, shipping_cents, pieces),
    ]


def _records(goods, vendor, chosen):
    """Stock records with a price, of the goods in an Oscar range (None: of all goods), of one vendor if given.

    Of the `chosen` products alone, where there are any.
    """
    records = StockRecord.objects.filter(price__gt=0)
    if goods is not None and not goods.includes_all_products:
        records = records.filter(product__in=goods.all_products())
    if chosen:
        records = records.filter(Q(product__in=chosen) | Q(product__parent__in=chosen))
    return records if vendor is None else records.filter(product__vendor=vendor)
