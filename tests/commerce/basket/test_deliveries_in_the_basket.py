import pytest
from django.urls import reverse

from commerce.shipping.rates import Rate
from commerce.shipping.zones import Zone
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db


def basket_with(client, **mode):
    """The basket's page with one piece of 40 € whose shop sends it in this way only."""
    product = ProductFactory(vendor=VendorFactory(delivery_modes={}), packed_grams=3000)
    product.vendor.delivery_modes.create(**mode)
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    return client.get(reverse("basket:summary")).content.decode()


def test_the_basket_says_what_is_missing_until_delivery_is_free(client):
    shown = basket_with(client, kind="home", charge_cents=500, free_from_cents=6000)
    assert "Encore 20,00\u00a0€ de pièces de cet atelier" in shown


def test_the_basket_says_why_a_mode_does_not_fit(client):
    shown = basket_with(client, kind="home", rates=[Rate(500, 2000, Zone.MAINLAND).as_json()])
    assert "Aucun mode de cet atelier ne convient" in shown
    assert "pèse 3\u00a0kg" in shown


def test_a_maker_who_only_delivers_in_person_waits_for_the_address(client):
    shown = basket_with(client, kind="own", rates=[Rate(500, None, postcodes=("58",)).as_json()])
    assert "Livraison selon votre adresse." in shown
    assert "Aucun mode" not in shown
