"""A buyer types a code: it lowers the basket, or a sentence says why not."""

from django.utils.translation import gettext as _
from oscar.core.loading import get_class, get_model

from commerce.money import to_cents
from commerce.money_format import euros
from commerce.offer.models import Condition
from commerce.voucher.codes import LONGEST, normalised
from commerce.voucher.models import Voucher
from commerce.voucher.terms import refusal, refusal_to


class Refused(Exception):
    """The code changes nothing; the message is for the buyer."""


def enter(basket, code, *, user, email="", now):
    """Put the coupon of this code into the basket, which is priced again. Returns the coupon. Raises Refused."""
    voucher = _found(code)
    if basket.contains_voucher(voucher.code):
        raise Refused(_("Le code %(code)s est déjà dans votre panier.") % {"code": voucher.code})
    reason = (
        refusal(voucher, now=now) or refusal_to(voucher, user, email=email) or _not_for_this_basket(voucher, basket)
    )
    if reason:
        raise Refused(reason)
    basket.vouchers.add(voucher)
    _price_again(basket, user)
    if not any(application["voucher"] == voucher for application in basket.offer_applications):
        basket.vouchers.remove(voucher)
        _price_again(basket, user)
        message = _("Le code %(code)s ne réduit rien de ce qui est dans votre panier.")
        raise Refused(message % {"code": voucher.code})
    return voucher


def _found(code):
    code = normalised(code.replace("\0", ""))
    voucher = Voucher.objects.select_related("vendor").filter(code=code).first()
    if voucher is None:
        raise Refused(_("Nous ne connaissons pas le code %(code)s.") % {"code": code[:LONGEST]})
    return voucher


def _price_again(basket, user):
    basket.reset_offer_applications()
    get_class("offer.applicator", "Applicator")().apply(basket, user)


def _not_for_this_basket(voucher, basket):
    """What the basket lacks, as a sentence, or None. For coupons of a vendor only."""
    if voucher.vendor is None:
        return None
    lines = [line for line in basket.all_lines() if line.product.vendor_id == voucher.vendor_id]
    said = {"code": voucher.code, "shop": voucher.vendor.name}
    if not lines:
        return _("Le code %(code)s vaut pour les pièces de %(shop)s, et votre panier n’en contient pas.") % said
    missing_cents = minimum_cents(voucher) - sum(to_cents(line.line_price_incl_tax) for line in lines)
    if missing_cents > 0:
        said |= {"minimum": euros(minimum_cents(voucher)), "missing": euros(missing_cents)}
        return _("Le code %(code)s vaut à partir de %(minimum)s de pièces de %(shop)s : il manque %(missing)s.") % said
    return None


def minimum_cents(voucher):
    """What its vendor's lines must come to, in cents; 0 without a minimum."""
    conditions = get_model("offer", "Condition").objects.filter(offers__vouchers=voucher, type=Condition.VALUE)
    return max((to_cents(value) for value in conditions.values_list("value", flat=True)), default=0)
