"""Oscar's root application under French addresses. Registration and passwords are allauth’s; wish lists come later."""

from django.urls import path
from oscar import config


class ShopConfig(config.Shop):
    """The shop's public address plan."""

    def get_urls(self):
        return [
            path("boutique/", self.catalogue_app.urls),
            path("panier/", self.basket_app.urls),
            path("commande/", self.checkout_app.urls),
            path("compte/", self.customer_app.urls),
            path("recherche/", self.search_app.urls),
            path("gestion/", self.dashboard_app.urls),
            path("offres/", self.offer_app.urls),
        ]
