from oscar.apps.shipping import repository

from commerce.shipping.methods import PerVendorDelivery
from commerce.shipping.options import DeliveryChoice, delivery_options


class Repository(repository.Repository):
    """Oscar's seam: before the buyer chose, the estimate is the first option of every vendor."""

    def get_available_shipping_methods(self, basket, shipping_addr=None, **kwargs):
        return [self.estimate(delivery_options(basket))]

    def estimate(self, options):
        """The method made of each vendor's first option."""
        return PerVendorDelivery(
            [DeliveryChoice(group, group_options[0]) for group, group_options in options if group_options]
        )

    def with_offers(self, basket, method):
        """The method, less the basket's reductions on delivery if it has any."""
        offers = [application["offer"] for application in basket.shipping_discounts]
        return PerVendorDelivery(method.choices, offers) if offers else method

    def apply_shipping_offers(self, basket, methods):
        """Oscar's seam: the same, for a list of methods."""
        return [self.with_offers(basket, method) for method in methods]
