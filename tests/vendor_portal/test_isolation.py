"""Every address of the portal × every stranger, made from the URL table: a new address without a sample fails here."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory, VendorFactory
from vendor_portal.urls import urlpatterns

#: Addresses that name one of the vendor's objects: how to find the sample among the fixtures.
SAMPLES = {
    "order": lambda part, record, vendor: [part.number],
    "order-ship": lambda part, record, vendor: [part.number],
    "order-make-ready": lambda part, record, vendor: [part.number],
    "order-collect": lambda part, record, vendor: [part.number],
    "product": lambda part, record, vendor: [record.pk],
    "product-shelf": lambda part, record, vendor: [record.pk],
    "product-description": lambda part, record, vendor: [record.pk],
    "choose-vendor": lambda part, record, vendor: [vendor.pk],
}
#: Addresses that show whoever asks their own things only.
OWN = ["orders", "products", "money", "statement", "delivery-settings"]
#: The one door that everybody may look through.
PUBLIC = ["home"]
METHODS = ["get", "post"]


def test_every_address_of_the_portal_is_in_this_table():
    assert {pattern.name for pattern in urlpatterns} == {*SAMPLES, *OWN, *PUBLIC}


@pytest.fixture
def address_of(part, product, vendor):
    record = product.stockrecords.get()
    return lambda name: reverse(f"vendor_portal:{name}", args=SAMPLES[name](part, record, vendor))


def asked(user, method, address):
    client = Client()
    if user:
        client.force_login(user)
    return getattr(client, method)(address)


def stranger():
    """Somebody who runs another shop."""
    user = UserFactory()
    VendorFactory(member=user)
    return user


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_strangers_object_is_not_found(name, method, address_of, part):
    answer = asked(stranger(), method, address_of(name))
    assert answer.status_code in (404, 405)
    part.refresh_from_db()
    assert part.status == "confirmed"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_somebody_without_a_shop_finds_nothing(name, method, address_of):
    assert asked(UserFactory(), method, address_of(name)).status_code == 404


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_whoever_is_not_signed_in_is_asked_to(name, method, address_of):
    answer = asked(None, method, address_of(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", OWN)
def test_lists_show_a_stranger_nothing_of_this_shop(name, part, product):
    address = reverse(f"vendor_portal:{name}")
    answer = asked(stranger(), "get", address)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert part.number not in shown
    assert product.title not in shown


@pytest.mark.parametrize("name", OWN)
def test_what_a_stranger_posts_to_a_list_changes_nothing_here(name, part, vendor):
    before = list(vendor.delivery_modes.values())
    asked(stranger(), "post", reverse(f"vendor_portal:{name}"))
    part.refresh_from_db()
    assert part.status == "confirmed"
    assert list(vendor.delivery_modes.values()) == before


@pytest.mark.parametrize("name", OWN)
def test_lists_are_closed_to_people_without_a_shop(name, part):
    for method in METHODS:
        assert asked(UserFactory(), method, reverse(f"vendor_portal:{name}")).status_code == 404
        assert asked(None, method, reverse(f"vendor_portal:{name}")).status_code == 302


def test_of_an_order_over_three_workshops_each_sees_its_own_part(portal, order, part):
    shown = portal.get(reverse("vendor_portal:order", args=[part.number])).content.decode()
    assert "Vase à col étroit" in shown
    assert "voisin" not in shown
    for other in order.vendor_orders.exclude(pk=part.pk):
        assert other.number not in shown
        assert portal.get(reverse("vendor_portal:order", args=[other.number])).status_code == 404


def test_the_address_of_the_buyer_is_not_shown_where_nothing_is_sent_to_it(portal, collection):
    shown = portal.get(reverse("vendor_portal:order", args=[collection.number])).content.decode()
    assert "8 rue Dumenge" not in shown
    assert "camille@exemple.test" not in shown
