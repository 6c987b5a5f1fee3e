"""Coupons: those that our offers can say come as they are, the others are reported."""

from datetime import timedelta

from django.utils.translation import gettext as _

from commerce.catalogue.models import Product
from commerce.moving.former_site import exact, moment
from commerce.moving.keeping import Keeper
from commerce.moving.models import Moved
from commerce.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.voucher.models import Voucher

TYPES = {"percent": Benefit.PERCENTAGE, "fixed_cart": Benefit.FIXED}
#: For a coupon without an end: ours have one.
LONGEST = timedelta(days=365)
EVERYTHING = "Tout"


def move_coupons(site, vendors, products, report, now):
    """WooCommerce's coupons. A vendor's lowers that vendor's pieces at its expense; the site's own, the operator's."""
    keeper = Keeper(Moved.Kind.COUPON, report, now)
    for coupon in site.coupons:
        why = _why_not(coupon, now)
        if why and keeper.target(coupon["id"]) is None:
            report.leave(Moved.Kind.COUPON, coupon.get("code") or coupon["id"], why)
            continue
        vendor_id = vendors.target(site.posts.get(str(coupon["id"]), {}).get("post author"))
        wanted = [products.target(pk) for pk in coupon.get("product_ids") or []]
        keeper.keep(
            coupon["id"],
            {name: coupon.get(name) for name in ("code", "amount", "discount_type", "date_expires_gmt")},
            create=lambda coupon=coupon, vendor_id=vendor_id, wanted=wanted: _create(coupon, vendor_id, wanted, now),
        )


def _why_not(coupon, now):
    ends_at = moment(coupon.get("date_expires_gmt"))
    amount = exact(coupon.get("amount"))
    if ends_at and ends_at <= now:
        return _("Il est échu.")
    if (
        coupon.get("discount_type") not in TYPES
        or amount <= 0
        or (coupon["discount_type"] == "percent" and amount > 100)
    ):
        return _("Nos coupons ne savent pas dire cette réduction.")
    if coupon.get("free_shipping") or coupon.get("exclude_sale_items") or coupon.get("excluded_product_ids"):
        return _("Ses conditions n’ont pas d’équivalent ici.")
    if coupon.get("email_restrictions") or coupon.get("product_categories"):
        return _("Ses conditions n’ont pas d’équivalent ici.")
    if Voucher.objects.filter(code=_code(coupon)).exists():
        return _("Ce code existe déjà ici.")
    return ""


def _code(coupon):
    return str(coupon.get("code") or "").strip().upper()[:128]


def _create(coupon, vendor_id, wanted, now):
    code, least = _code(coupon), exact(coupon.get("minimum_amount"))
    goods = _goods(code, wanted)
    per_order = least > 0
    offer = ConditionalOffer.objects.create(
        name=f"Coupon repris {coupon['id']} {code}"[:128],
        offer_type=ConditionalOffer.VOUCHER,
        bearer=ConditionalOffer.Bearer.VENDOR if vendor_id else ConditionalOffer.Bearer.OPERATOR,
        vendor_id=vendor_id,
        benefit=Benefit.objects.create(
            type=TYPES[coupon["discount_type"]], value=exact(coupon["amount"]), range=goods
        ),
        condition=Condition.objects.create(
            type=Condition.VALUE if per_order else Condition.COUNT, value=least if per_order else 1, range=goods
        ),
        max_global_applications=coupon.get("usage_limit") or None,
        max_user_applications=coupon.get("usage_limit_per_user") or None,
    )
    ends_at = moment(coupon.get("date_expires_gmt")) or now + LONGEST
    voucher = Voucher.objects.create(name=code, code=code, start_datetime=now, end_datetime=ends_at)
    voucher.offers.add(offer)
    return voucher


def _goods(code, wanted):
    """What the coupon is good for: chosen pieces, or all (of its vendor, as the offer says)."""
    if not any(wanted):
        return Range.objects.get_or_create(name=EVERYTHING, defaults={"includes_all_products": True})[0]
    chosen = Range.objects.create(name=f"Coupon repris {code}"[:128])
    for product in Product.objects.filter(pk__in=[pk for pk in wanted if pk]):
        chosen.add_product(product)
    return chosen
