from importlib import import_module

from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.generic import RedirectView
from oscar.apps.customer import apps
from oscar.core.loading import get_class

#: Oscar's own doors and rooms that allauth keeps: old name, address, allauth's name.
ALLAUTH_DOORS = [
    ("login", "connexion/", "account_login"),
    ("logout", "deconnexion/", "account_logout"),
    ("register", "inscription/", "account_signup"),
    ("change-password", "mot-de-passe/", "account_change_password"),
]


class CustomerConfig(apps.CustomerConfig):
    """The buyer's account under French addresses. Signing in and passwords are allauth's: one door."""

    name = "commerce.customer"

    def ready(self):
        super().ready()
        import_module("commerce.customer.second_factor")  # It listens to allauth.

    def get_urls(self):
        def view(name):
            return get_class("customer.views", name).as_view()

        account = [
            path("", view("AccountView"), name="summary"),
            path("profil/", view("ProfileView"), name="profile-view"),
            path("profil/modifier/", view("ProfileView"), name="profile-update"),
            path("commandes/", view("AccountView"), name="order-list"),
            path("commandes/<slug:order_number>/", view("OrderView"), name="order"),
            path("adresses/", view("AddressListView"), name="address-list"),
            path("adresses/ajouter/", view("AddressCreateView"), name="address-create"),
            path("adresses/<int:pk>/", view("AddressUpdateView"), name="address-detail"),
            path("adresses/<int:pk>/supprimer/", view("AddressDeleteView"), name="address-delete"),
        ]
        for pattern in account:
            pattern.callback = login_required(pattern.callback)
        return [
            *account,
            path("commande/<slug:order_number>/<str:hash>/", view("GuestOrderView"), name="anon-order"),
            path("commande/<slug:order_number>/<str:hash>/recu/<int:pk>/", view("ReceiveView"), name="order-receive"),
            *(
                path(address, RedirectView.as_view(pattern_name=target, query_string=True), name=name)
                for name, address, target in ALLAUTH_DOORS
            ),
        ]
