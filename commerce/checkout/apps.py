from django.urls import path
from oscar.apps.checkout import apps
from oscar.core.loading import get_class


class CheckoutConfig(apps.CheckoutConfig):
    """Oscar's checkout under French addresses; payment happens on Mangopay's page, after the order is placed."""

    name = "commerce.checkout"

    def get_urls(self):
        pay_view = get_class("checkout.views", "PayView")
        return_view = get_class("checkout.views", "PaymentReturnView")
        return self.post_process_urls(
            [
                path("", self.index_view.as_view(), name="index"),
                path("adresse/", self.shipping_address_view.as_view(), name="shipping-address"),
                path("livraison/", self.shipping_method_view.as_view(), name="shipping-method"),
                path("paiement/", self.payment_method_view.as_view(), name="payment-method"),
                path("recapitulatif/", self.payment_details_view.as_view(preview=True), name="preview"),
                path("payer/<slug:order_number>/<str:hash>/", pay_view.as_view(), name="pay"),
                path("retour/<slug:order_number>/<str:hash>/", return_view.as_view(), name="payment-return"),
                path("merci/", self.thankyou_view.as_view(), name="thank-you"),
            ]
        )
