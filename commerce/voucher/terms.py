"""Whether a coupon may be used, by whom, and why not, in words for the buyer.

Uses are counted where they are: an application whose order, or whose vendor's part of it, was cancelled is none, so a
cancellation gives the use back without anybody writing it down.
"""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.order.status import VendorOrderStatus


def refusal(voucher, *, now):
    """Why nobody may use it at `now`, or None. No query."""
    if voucher.is_paused:
        return _("Le code %(code)s ne peut pas être utilisé en ce moment.") % {"code": voucher.code}
    if now < voucher.start_datetime:
        said = {"code": voucher.code, "day": _moment(voucher.start_datetime)}
        return _("Le code %(code)s sera valable à partir du %(day)s.") % said
    if now > voucher.end_datetime:
        said = {"code": voucher.code, "day": _moment(voucher.end_datetime)}
        return _("Le code %(code)s n’est plus valable depuis le %(day)s.") % said
    return None


def refusal_to(voucher, user, *, email="", besides=None):
    """Why this buyer may not use it, or None. A guest is known by `email`, once it was given.

    `besides` is the order that is being written, which doesn't count. Queries only for limits that the coupon has.
    """
    said = {"code": voucher.code}
    uses = live_uses(voucher, besides=besides)
    if voucher.most_uses and uses.count() >= voucher.most_uses:
        return _("Le code %(code)s a déjà servi autant de fois qu’il le pouvait.") % said
    buyer = _buyer(user, email)
    if buyer is None:
        return None
    if voucher.most_uses_per_buyer and uses.filter(buyer("order__")).count() >= voucher.most_uses_per_buyer:
        return _("Vous avez déjà utilisé le code %(code)s.") % said
    if voucher.only_first_order and _bought_before(voucher.vendor_id, buyer, besides):
        said["shop"] = voucher.vendor.name
        return _("Le code %(code)s est réservé à une première commande chez %(shop)s.") % said
    return None


def live_uses(voucher, *, besides=None):
    """Its applications whose goods weren't called off."""
    uses = voucher.applications.filter(Exists(live_parts(voucher.vendor_id)))
    return uses if besides is None else uses.exclude(order=besides)


def live_parts(vendor_id):
    """Parts of the outer application's order that stand; only those of this vendor, if one is given."""
    parts = _vendor_orders().filter(order=OuterRef("order"))
    return parts if vendor_id is None else parts.filter(vendor=vendor_id)


def _vendor_orders():
    return apps.get_model("order", "VendorOrder").objects.exclude(status=VendorOrderStatus.CANCELLED)


def _buyer(user, email):
    """The condition that an order is this buyer's, by account or by e-mail address; None where neither is known."""
    signed_in = user is not None and user.is_authenticated
    addresses = {address for address in (email, user.email if signed_in else "") if address}
    if not addresses and not signed_in:
        return None

    def condition(order):
        theirs = Q(**{f"{order}user": user}) if signed_in else Q(pk__in=[])
        for address in addresses:
            theirs |= Q(**{f"{order}guest_email__iexact": address}) | Q(**{f"{order}user__email__iexact": address})
        return theirs

    return condition


def _bought_before(vendor_id, buyer, besides):
    parts = _vendor_orders().filter(buyer("order__"), vendor=vendor_id)
    return (parts if besides is None else parts.exclude(order=besides)).exists()


def _moment(moment):
    return date_format(timezone.localtime(moment), "j F Y, G:i")
