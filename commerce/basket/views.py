from oscar.apps.basket import views

from commerce.order.models import Order
from commerce.shipping.options import delivery_options
from commerce.shipping.repository import Repository


class BasketView(views.BasketView):
    """The basket by vendor, each with its cheapest delivery and its date."""

    def get_delivery_options(self):
        """Options of every vendor, computed once per request."""
        if not hasattr(self, "_delivery_options"):
            self._delivery_options = delivery_options(self.request.basket)
        return self._delivery_options

    def get_shipping_methods(self, basket):
        return [self.get_default_shipping_method(basket)]

    def get_default_shipping_method(self, basket):
        repository = Repository()
        return repository.with_offers(basket, repository.estimate(self.get_delivery_options()))

    def get_upsell_messages(self, basket):
        """Nothing is pushed on anybody; it also saves four queries."""
        return []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["order_to_pay"] = Order.objects.to_pay(self.request.session.get("checkout_order_id"))
        forms = {form.instance.pk: form for form in context["formset"]}
        context["parts"] = [
            {
                "group": group,
                "options": options,
                "lines": [(line, forms[line.pk]) for line in group.lines if line.pk in forms],
            }
            for group, options in self.get_delivery_options()
        ]
        return context
