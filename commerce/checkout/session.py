from django.urls import reverse
from django.utils import timezone
from oscar.apps.checkout import exceptions, session

from commerce.checkout.delivery import DeliveryNotChosen, chosen_delivery
from commerce.shipping.methods import PerVendorDelivery
from commerce.shipping.options import delivery_options
from commerce.shipping.repository import Repository


class CheckoutSessionMixin(session.CheckoutSessionMixin):
    """Oscar's checkout steps with a delivery choice per vendor instead of one for the basket."""

    def get_delivery_options(self, basket):
        """The options of every vendor, computed once per request."""
        if not hasattr(self, "_delivery_options"):
            self._delivery_options = delivery_options(basket, now=timezone.now())
        return self._delivery_options

    def get_shipping_method(self, basket, shipping_address=None, **kwargs):
        if not hasattr(self, "_shipping_method"):
            self._shipping_method = self._chosen_method(basket)
        return self._shipping_method

    def _chosen_method(self, basket):
        try:
            choices = chosen_delivery(self.get_delivery_options(basket), self.checkout_session.delivery_choices())
        except DeliveryNotChosen:
            return None
        return Repository().with_offers(basket, PerVendorDelivery(choices))

    def check_address_is_captured(self, request):
        """Oscar's check of the address, as a condition of its own."""
        self.check_a_valid_shipping_address_is_captured()

    def check_a_valid_shipping_method_is_captured(self):
        if self.get_shipping_method(self.request.basket) is None:
            raise exceptions.FailedPreCondition(url=reverse("checkout:shipping-method"))
