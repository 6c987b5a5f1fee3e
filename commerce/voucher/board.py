"""A vendor's coupons as the portal lists them: what each takes off, how often it served, what it cost and brought."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from commerce.money import to_cents
from commerce.money_format import euros
from commerce.offer.models import Benefit, Condition
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.voucher.models import Voucher


@dataclass(frozen=True)
class Row:
    """A coupon with its uses; what buyers saved and what they paid for the vendor's goods with it, in cents."""

    coupon: Voucher
    uses: int
    given_cents: int
    sold_cents: int
    state: str
    tone: str

    @property
    def terms(self):
        """« −10 %, dès 30,00 € »."""
        offer = self.coupon.offers.all()[0]
        said = [_reduction(offer.benefit)]
        if offer.condition.type == Condition.VALUE:
            said.append(_("dès %(minimum)s") % {"minimum": euros(offer.condition.value)})
        if self.coupon.only_first_order:
            said.append(_("première commande"))
        return ", ".join(said)


def coupons_of(vendor):
    """The vendor's coupons, newest first, for a paginated list: each with `uses`, `given` and `sold_cents`."""
    live = VendorOrder.objects.exclude(status=VendorOrderStatus.CANCELLED).filter(vendor=vendor)
    used = live.filter(order__voucherapplication__voucher=OuterRef("pk")).order_by().values("vendor")
    discounts = get_model("order", "OrderDiscount").objects.filter(
        voucher_id=OuterRef("pk"), order__in=live.values("order")
    )
    given = discounts.order_by().values("voucher_id").annotate(sum=Sum("amount")).values("sum")
    return (
        vendor.coupons.annotate(
            uses=Coalesce(Subquery(used.annotate(number=Count("pk")).values("number")), 0),
            sold_cents=Coalesce(Subquery(used.annotate(sum=Sum("goods_cents")).values("sum")), 0),
            given=Subquery(given),
        )
        .prefetch_related("offers__benefit", "offers__condition")
        .order_by("-date_created", "-pk")
    )


def rows(coupons, *, now):
    """What a page of `coupons_of` shows."""
    return [Row(each, each.uses, to_cents(each.given or 0), each.sold_cents, *_state(each, now)) for each in coupons]


def _state(coupon, now):
    if coupon.end_datetime < now:
        return _("Terminé"), ""
    if coupon.is_paused:
        return _("En pause"), "waiting"
    if coupon.most_uses and coupon.uses >= coupon.most_uses:
        return _("Épuisé"), ""
    if coupon.start_datetime > now:
        return _("À venir"), "waiting"
    return _("Valable"), "done"


def _reduction(benefit):
    if benefit.type == Benefit.PERCENTAGE:
        return _("−%(percent)s %%") % {"percent": number_format(benefit.value.normalize())}
    if benefit.type == Benefit.FIXED:
        return f"−{euros(benefit.value)}"
    return _("livraison offerte")
