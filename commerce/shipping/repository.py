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
        """The method, less the basket's reduction on delivery if it has one."""
        if basket.has_shipping_discounts:
            return self.apply_shipping_offers(basket, [method])[0]
        return method
