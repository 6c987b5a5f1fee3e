"""Oscar's seam for placing an order (its loader asks for this module by this name)."""

from django.db import transaction
from django.utils.translation import gettext as _
from oscar.apps.order import utils
from oscar.apps.order.signals import order_placed

from commerce.order import allocation, lines, split
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.locks import lock_vouchers
from commerce.voucher.terms import refusal_to


class OrderCreator(utils.OrderCreator):
    """Writes an order with its vendor orders, in a number of queries that doesn't grow with lines or vendors."""

    def place_order(self, basket, total, shipping_method, shipping_charge, user=None, request=None, **kwargs):
        """Allocate the stock and write every row of the order, or nothing. Raises UnableToPlaceOrder.

        Takes Oscar's arguments; `surcharges` and `status` have no meaning here and are refused.
        """
        kwargs.setdefault("order_number", str(utils.OrderNumberGenerator().order_number(basket)))
        with transaction.atomic():
            placed_at = kwargs.get("date_placed")
            allocation.allocate(basket.all_lines(), number=kwargs["order_number"], now=placed_at)
            order = self.create_order_model(
                user,
                basket,
                kwargs.pop("shipping_address"),
                shipping_method,
                shipping_charge,
                kwargs.pop("billing_address", None),
                total,
                kwargs.pop("order_number"),
                None,
                request,
                **kwargs,
            )
            vendor_orders = split.create_vendor_orders(order, basket, shipping_method)
            discounts = self._record_reductions(order, basket, shipping_method, user)
            lines.create_lines(order, vendor_orders, basket, discounts)
            split.check_sum(order, vendor_orders)
        order_placed.send(sender=self, order=order, user=user)
        return order

    def _check_vouchers(self, order, basket, user):
        """Lock the basket's coupons and refuse those that are used up, or not for this buyer, who is known by now.

        Raises UnableToPlaceOrder.
        """
        for voucher in lock_vouchers(basket):
            reason = refusal_to(voucher, user, email=order.guest_email, besides=order)
            if voucher.is_active() and reason:
                raise UnableToPlaceOrder(_("%(reason)s Retirez-le de votre panier.") % {"reason": reason})

    def _record_reductions(self, order, basket, shipping_method, user):
        """Write the discounts and count the vouchers' uses. Returns the order discounts by offer id."""
        self._check_vouchers(order, basket, user)
        applications = list(basket.offer_applications)
        taken_off = dict(basket.reductions())
        for application in applications:
            offer = application["offer"]
            application["message"] = offer.apply_deferred_benefit(basket, order, application)
            application["discount"] = taken_off.get(offer) or shipping_method.discount_of(offer)
            self.create_discount_model(order, application)
            self.record_discount(application)
        used = {each["voucher"] for each in applications if each["voucher"] and each["discount"]}
        for voucher in sorted(used, key=lambda each: each.pk):
            self.record_voucher_usage(order, voucher, user)
        return {discount.offer_id: discount for discount in order.discounts.all()} if applications else {}
