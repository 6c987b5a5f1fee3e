from oscar.apps.offer import apps


class OfferConfig(apps.OfferConfig):
    """Oscar's offer app, forked under the same label."""

    name = "commerce.offer"
