from django.urls import reverse
from django.utils import timezone
from oscar.apps.checkout import exceptions, session

from commerce.checkout.delivery import DeliveryNotChosen, chosen_delivery
from commerce.order.allocation import OutOfStock, is_short
from commerce.shipping.methods import PerVendorDelivery
from commerce.shipping.options import vendor_offers
from commerce.shipping.repository import Repository
from commerce.shipping.zones import Destination


class CheckoutSessionMixin(session.CheckoutSessionMixin):
    """Oscar's checkout steps with a delivery choice per vendor instead of one for the basket."""

    def get_vendor_offers(self, basket):
        """What every vendor offers at the buyer's address, and what it can't, computed once per request."""
        if not hasattr(self, "_vendor_offers"):
            address = self.get_shipping_address(basket)
            destination = Destination(address.postcode or "") if address else None
            self._vendor_offers = vendor_offers(basket, destination=destination, now=timezone.now())
        return self._vendor_offers

    def get_delivery_options(self, basket):
        """The options of every vendor: a list of (group, options)."""
        return [(offer.group, offer.options) for offer in self.get_vendor_offers(basket)]

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

    def check_basket_is_valid(self, request):
        """Oscar's check, with our sentence where somebody else was faster."""
        short = [line for line in request.basket.all_lines() if is_short(line)]
        if short:
            raise exceptions.FailedPreCondition(url=reverse("basket:summary"), messages=[str(OutOfStock(short))])
        super().check_basket_is_valid(request)

    def check_address_is_captured(self, request):
        """Oscar's check of the address, as a condition of its own."""
        self.check_a_valid_shipping_address_is_captured()

    def check_a_valid_shipping_method_is_captured(self):
        if self.get_shipping_method(self.request.basket) is None:
            raise exceptions.FailedPreCondition(url=reverse("checkout:shipping-method"))
