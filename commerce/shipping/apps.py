from oscar.apps.shipping import apps


class ShippingConfig(apps.ShippingConfig):
    """Oscar's shipping app, forked under the same label."""

    name = "commerce.shipping"
