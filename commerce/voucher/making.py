"""A vendor's coupons, made of Oscar's vouchers and offers: always at the vendor's expense, on the vendor's own goods.

`terms` are `code`, `kind` (a Kind), `value` (per cent, or Decimal euros), `products` (none: the whole shop), `minimum`
(Decimal euros of the vendor's lines, or None), `starts_at`, `ends_at` (the last moment), `max_uses`,
`max_uses_per_buyer` (None: no limit) and `only_first_order`.
"""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.core.loading import get_model

from commerce.catalogue.models import Product
from commerce.compliance.sales_seasons import is_sales_season, says_sales, too_recent
from commerce.offer.bearers import Bearer
from commerce.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.partner.models import Partner
from commerce.voucher.codes import normalised
from commerce.voucher.models import Voucher
from commerce.voucher.terms import live_uses

#: More would leave nearly nothing to pay; a gift isn't a coupon.
MOST_PERCENT = 90
LIMITS = ("max_uses", "max_uses_per_buyer", "only_first_order")


class Kind(models.TextChoices):
    """What a coupon takes off."""

    PERCENT = "pour-cent", gettext_lazy("Un pourcentage sur les pièces")
    AMOUNT = "montant", gettext_lazy("Un montant sur les pièces")
    DELIVERY = "livraison", gettext_lazy("La livraison offerte")


BENEFITS = {
    Kind.PERCENT: Benefit.PERCENTAGE,
    Kind.AMOUNT: Benefit.FIXED,
    Kind.DELIVERY: Benefit.SHIPPING_PERCENTAGE,
}


def parts(vendor, terms):
    """The unsaved (offer, benefit, condition) of a coupon, for its preview."""
    value = Decimal(100) if terms["kind"] == Kind.DELIVERY else terms["value"]
    benefit = Benefit(type=BENEFITS[terms["kind"]], value=value)
    minimum = terms["minimum"]
    condition = Condition(type=Condition.VALUE if minimum else Condition.COUNT, value=minimum or 1)
    offer = ConditionalOffer(
        name=f"{normalised(terms['code'])}, {vendor.name}"[:128],
        offer_type=ConditionalOffer.VOUCHER,
        bearer=Bearer.VENDOR,
        vendor=vendor,
        max_basket_applications=1,
    )
    return offer, benefit, condition


def lowered_alone(terms):
    """The products that a coupon alone lowers; none for the whole shop, and for what delivery costs."""
    return [] if terms["kind"] == Kind.DELIVERY else list(terms["products"])


def check(vendor, terms, *, voucher=None, now):
    """Raises ValidationError, by field, for terms that can't be."""
    mistakes = _mistakes_of_code(terms, voucher, now)
    if terms["ends_at"] <= max(terms["starts_at"] or now, now):
        mistakes["ends_at"] = _("La fin doit venir après le début, et n’être pas passée.")
    if terms["kind"] == Kind.PERCENT and not 1 <= terms["value"] <= MOST_PERCENT:
        mistakes["percent"] = _("De 1 à %(most)s %%.") % {"most": MOST_PERCENT}
    if terms["kind"] == Kind.AMOUNT and terms["value"] >= (terms["minimum"] or 0):
        mistakes["minimum"] = _("Demandez un minimum plus élevé que la réduction : rien n’est jamais gratuit.")
    if voucher and terms["max_uses"] and terms["max_uses"] < live_uses(voucher).count():
        mistakes["max_uses"] = _("Ce code a déjà servi plus souvent.")
    if mistakes:
        raise ValidationError(mistakes)


def _mistakes_of_code(terms, voucher, now):
    code = normalised(terms["code"])
    if not re.fullmatch(r"[A-Z0-9-]{3,20}", code):
        return {"code": _("De 3 à 20 lettres sans accent, chiffres ou tirets.")}
    if Voucher.objects.filter(code=code).exclude(pk=voucher and voucher.pk).exists():
        return {"code": _("Ce code est déjà pris : ajoutez-y le nom de votre atelier, par exemple.")}
    begins_at = terms["starts_at"] or now
    if says_sales(code) and not is_sales_season(begins_at, terms["ends_at"]):
        return {"code": _("« Soldes » est réservé aux périodes légales (article L310-3 du code de commerce).")}
    chosen = Product.objects.filter(pk__in=[product.pk for product in terms["products"]])
    if says_sales(code) and (not chosen.exists() or too_recent(chosen, begins_at).exists()):
        return {"products": _("Pour des soldes, choisissez des pièces en vente depuis un mois au moins.")}
    return {}


@transaction.atomic
def make(vendor, terms, *, now):
    """A new coupon. The same one again is the one that stands. Raises ValidationError."""
    Partner.objects.select_for_update().get(pk=vendor.pk)
    check(vendor, terms, now=now)
    try:
        with transaction.atomic():
            voucher = Voucher(vendor=vendor, code=terms["code"], name=normalised(terms["code"]))
            offer = _written(voucher, *parts(vendor, terms), terms, now)
            voucher.offers.add(offer)
    except IntegrityError:  # Another shop took the code meanwhile.
        raise ValidationError({"code": _("Ce code est déjà pris.")}) from None
    return voucher


@transaction.atomic
def change(voucher, terms, *, now):
    """Change a coupon; of one that was used, only its end and its uses in all. Raises ValidationError."""
    voucher = Voucher.objects.select_for_update(of=("self",)).select_related("vendor").get(pk=voucher.pk)
    if is_used(voucher):
        check(voucher.vendor, terms_of(voucher) | _open_terms(terms), voucher=voucher, now=now)
        _save_limits(voucher, voucher.start_datetime, terms["ends_at"], {"max_uses": terms["max_uses"]})
        return voucher
    terms = {**terms, "code": voucher.code}
    check(voucher.vendor, terms, voucher=voucher, now=now)
    old = voucher.offers.select_related("benefit", "condition").get()
    offer, benefit, condition = parts(voucher.vendor, terms)
    offer.pk, offer.slug, offer.date_created = old.pk, old.slug, old.date_created
    benefit.pk, condition.pk = old.benefit_id, old.condition_id
    _written(voucher, offer, benefit, condition, terms, now)
    return voucher


def pause(voucher, is_paused):
    """Stop a coupon, or let it go on."""
    Voucher.objects.filter(pk=voucher.pk).update(is_paused=is_paused)


def is_used(voucher):
    """Whether an order used it, even one that was called off: its terms were promised."""
    return voucher.applications.exists()


def terms_of(voucher):
    """The terms of a vendor's coupon as they stand."""
    offer = voucher.offers.select_related("benefit__range", "condition").get()
    benefit, goods = offer.benefit, offer.benefit.range
    chosen = [] if goods is None or goods.includes_all_products else list(goods.included_products.all())
    return {
        "code": voucher.code,
        "kind": next(kind for kind, kept in BENEFITS.items() if kept == benefit.type),
        "value": benefit.value,
        "products": chosen,
        "minimum": offer.condition.value if offer.condition.type == Condition.VALUE else None,
        "starts_at": voucher.start_datetime,
        "ends_at": voucher.end_datetime,
        **{name: getattr(voucher, name) for name in LIMITS},
    }


def _open_terms(terms):
    return {name: terms[name] for name in ("ends_at", "max_uses")}


def _written(voucher, offer, benefit, condition, terms, now):
    everything, _made = Range.objects.get_or_create(
        name="Toutes les pièces", defaults={"includes_all_products": True, "is_public": False}
    )
    condition.range = everything
    if terms["kind"] != Kind.DELIVERY:
        benefit.range = _chosen(voucher, terms["products"]) if lowered_alone(terms) else everything
    benefit.save()
    condition.save()
    offer.benefit, offer.condition = benefit, condition
    offer.save()
    _save_limits(voucher, terms["starts_at"] or now, terms["ends_at"], {name: terms[name] for name in LIMITS})
    return offer


def _chosen(voucher, products):
    """The range of the pieces that the vendor chose, of the vendor's own only."""
    goods, _made = Range.objects.get_or_create(name=f"Coupon {normalised(voucher.code)}")
    own = Product.objects.filter(vendor=voucher.vendor, pk__in=[product.pk for product in products])
    members = get_model("offer", "RangeProduct").objects
    members.filter(range=goods).delete()
    members.bulk_create(members.model(range=goods, product=product) for product in own)
    goods.invalidate_cached_queryset()
    return goods


def _save_limits(voucher, starts_at, ends_at, limits):
    voucher.start_datetime, voucher.end_datetime = starts_at, ends_at
    for name, value in limits.items():
        setattr(voucher, name, value)
    voucher.save()
