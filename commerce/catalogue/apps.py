from django.urls import re_path
from oscar.apps.catalogue import apps


class CatalogueConfig(apps.CatalogueConfig):
    """Oscar's catalogue app, forked under the same label; a category's address is French."""

    name = "commerce.catalogue"

    def get_urls(self):
        others = [url for url in super().get_urls() if getattr(url, "name", "") != "category"]
        category = r"^categorie/(?P<category_slug>[\w-]+(/[\w-]+)*)_(?P<pk>\d+)/$"
        return [*others, re_path(category, self.category_view.as_view(), name="category")]
