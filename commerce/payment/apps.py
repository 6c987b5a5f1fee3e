from oscar.apps.payment import apps


class PaymentConfig(apps.PaymentConfig):
    """Oscar's payment app, forked under the same label."""

    name = "commerce.payment"
