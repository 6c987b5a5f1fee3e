from oscar.apps.catalogue import apps


class CatalogueConfig(apps.CatalogueConfig):
    """Oscar's catalogue app, forked under the same label."""

    name = "commerce.catalogue"
