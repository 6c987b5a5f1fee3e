from oscar.apps.checkout import apps


class CheckoutConfig(apps.CheckoutConfig):
    """Oscar's checkout app, forked under the same label."""

    name = "commerce.checkout"
