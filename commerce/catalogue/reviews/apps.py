from oscar.apps.catalogue.reviews import apps


class CatalogueReviewsConfig(apps.CatalogueReviewsConfig):
    """Oscar's reviews app, forked under the same label."""

    name = "commerce.catalogue.reviews"
