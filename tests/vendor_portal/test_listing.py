"""« Ma fiche »: what visitors read of a shop, typed by its people."""

import pytest
from django.urls import reverse

from commerce.partner.models import Membership, Partner
from commerce.plans.models import Plan
from tests.factories import PlanFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
ADDRESS = reverse("vendor_portal:listing")


@pytest.fixture
def shop():
    plan = PlanFactory(code="referencement", kind=Plan.Kind.LISTING)
    return VendorFactory(name="Forge du Val", plan=plan, member=UserFactory())


@pytest.fixture
def owner(shop, client):
    client.force_login(shop.users.get())
    return client


def typed(**changes):
    return {
        "website": "forge.example",
        "phone": "06 39 98 12 34",
        "phone_is_shown": "on",
        "opening_hours": "Le samedi",
        "latitude": "47,42",
        "longitude": "2,93",
        "address": "forge-du-val",
        **changes,
    }


def test_an_owner_writes_the_shops_details_and_visitors_read_them(owner, shop):
    assert owner.post(ADDRESS, typed(address="la-forge")).status_code == 302
    shop.refresh_from_db()
    assert (shop.website, float(shop.latitude), shop.code) == ("https://forge.example", 47.42, "la-forge")
    assert "forge.example" in owner.get("/ateliers/la-forge/").content.decode()


def test_staff_change_details_and_not_the_address(shop, client):
    colleague = UserFactory()
    Membership.objects.create(partner=shop, user=colleague, role=Membership.Role.MANAGER)
    client.force_login(colleague)
    assert client.post(ADDRESS, typed(address="prise")).status_code == 302
    shop.refresh_from_db()
    assert (shop.opening_hours, shop.code) == ("Le samedi", "forge-du-val")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("website", "http://forge.example"),
        ("website", "https://a:b@forge.example"),
        ("website", "javascript:alert(1)"),
        ("website", "x" * 10_000),
        ("latitude", "quarante"),
        ("latitude", "9" * 400),
        ("latitude", "1e400"),
        ("latitude", "NaN"),
        ("latitude", ""),
        ("latitude", "-52"),
        ("longitude", "-170"),
        ("opening_hours", "é" * 1001),
        ("opening_hours", "\x00"),
        ("phone", "🏺" * 100),
        ("address", ""),
        ("address", "pas une adresse"),
        ("address", "suivis"),
        ("address", "x" * 300),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(owner, shop, field, value):
    page = owner.post(ADDRESS, typed(**{field: value}))
    assert page.status_code == 200
    assert page.context["form"].errors
    assert "Le samedi" in page.content.decode() or field == "opening_hours"
    shop.refresh_from_db()
    assert shop.opening_hours == ""


def test_anothers_address_is_refused_and_nothing_else_is_saved(owner, shop):
    VendorFactory(name="Autre")
    page = owner.post(ADDRESS, typed(address="autre"))
    assert 'id="id_address_error"' in page.content.decode()
    shop.refresh_from_db()
    assert shop.opening_hours == ""


def test_a_listing_sees_no_orders_nor_money_and_reads_what_selling_would_ask(owner, shop):
    page = owner.get(ADDRESS).content.decode()
    assert f'href="{reverse("vendor_portal:orders")}"' not in page
    assert f'href="{reverse("vendor_portal:delivery-settings")}"' not in page
    assert f'href="{reverse("vendor_portal:documents")}"' in page
    assert "Vos modes d’expédition" in page
    assert reverse("vendor_portal:plan") in page
    Partner.objects.filter(pk=shop.pk).update(plan=PlanFactory())
    assert f'href="{reverse("vendor_portal:orders")}"' in owner.get(ADDRESS).content.decode()


def test_the_shop_reads_how_many_follow_it(owner, shop):
    shop.follows.create(user=UserFactory())
    assert "1 personne vous suit" in owner.get(ADDRESS).content.decode()
