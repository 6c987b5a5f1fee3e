"""Oscar's seam (its loader asks for this module by this name): which offers lower a basket."""

from django.db.models import Prefetch
from oscar.apps.offer import applicator

from commerce.offer.models import ConditionalOffer


class Applicator(applicator.Applicator):
    """Reads the basket's coupons with their offers together, and leaves them on the basket for its page."""

    def apply(self, basket, user=None, request=None):
        """As Oscar's; each of `basket.coupons` then says by `is_applied` whether it lowers something."""
        basket.coupons = []
        super().apply(basket, user, request)
        applied = {application["voucher"] for application in basket.offer_applications}
        for voucher in basket.coupons:
            voucher.is_applied = voucher in applied

    def get_basket_offers(self, basket, user):
        if not basket.id or not user:
            return []
        offers = ConditionalOffer.objects.select_related("vendor", "benefit", "condition")
        vouchers = basket.vouchers.select_related("vendor").prefetch_related(Prefetch("offers", offers))
        basket.coupons = list(vouchers.order_by("pk"))
        usable = [each for each in basket.coupons if each.is_active() and each.is_available_to_user(user=user)[0]]
        found = []
        for voucher in usable:
            for offer in voucher.offers.all():
                offer.set_voucher(voucher)
                found.append(offer)
        return found
