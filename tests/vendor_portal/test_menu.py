"""The portal's menu: each role's rooms, where one is, and no more queries for it."""

import pytest
from django.urls import reverse

from commerce.partner.models import Membership, Partner
from tests.factories import PlanFactory, VendorFactory
from tests.vendor_portal.test_pages import text
from vendor_portal.menu import menu_of

pytestmark = pytest.mark.django_db
Role = Membership.Role
HOME = "/espace-pro/"


def labels(links):
    return [str(link.label) for link in links]


def test_an_owner_has_seven_rooms_that_fit_in_a_line():
    menu = menu_of(VendorFactory(), Role.OWNER, HOME)
    assert labels(menu.rooms) == [
        "Aujourd’hui",
        "Commandes",
        "Produits",
        "Offres",
        "Argent",
        "Statistiques",
        "Réglages",
    ]
    assert labels(menu.pages) == ["Aujourd’hui", "Notifications", "Mes courriels"]


def test_what_is_unread_is_counted_at_the_room_and_at_the_page():
    menu = menu_of(VendorFactory(), Role.OWNER, HOME, unread=3)
    assert {str(link.label): link.count for link in menu.rooms if link.count} == {"Aujourd’hui": 3}
    assert {str(link.label): link.count for link in menu.pages if link.count} == {"Notifications": 3}


@pytest.mark.parametrize(
    ("role", "rooms"),
    [
        (Role.WORKSHOP, ["Aujourd’hui", "Commandes", "Produits", "Réglages"]),
        (Role.ACCOUNTING, ["Aujourd’hui", "Offres", "Argent", "Statistiques", "Réglages"]),
    ],
)
def test_others_have_the_rooms_that_they_may_enter(role, rooms):
    assert labels(menu_of(VendorFactory(), role, HOME).rooms) == rooms


def test_a_room_leads_to_its_first_page_that_one_may_open():
    rooms = menu_of(VendorFactory(), Role.ACCOUNTING, HOME).rooms
    assert {str(link.label): link.url for link in rooms}["Offres"] == reverse("vendor_portal:gift-cards")


def test_a_shop_that_only_lists_has_no_room_for_orders():
    lists = VendorFactory(plan=PlanFactory(code="liste", kind="listing"))
    assert labels(menu_of(lists, Role.OWNER, HOME).rooms) == ["Aujourd’hui", "Produits", "Argent", "Réglages"]
    preparing = VendorFactory(status=Partner.Status.DRAFT)
    assert "Inscription" in labels(menu_of(preparing, Role.OWNER, HOME).rooms)


@pytest.mark.parametrize(
    ("path", "room", "page"),
    [
        ("", "Aujourd’hui", "Aujourd’hui"),
        ("notifications/", "Aujourd’hui", "Notifications"),
        ("produits/12/modeles/", "Produits", "Pièces"),
        ("produits/fichier/3/", "Produits", "Par fichier"),
        ("stock/au-marche/", "Produits", "Au marché"),
        ("stock/12/", "Produits", "Stock"),
        ("argent/documents/mandat/", "Argent", "Documents"),
        ("formule/carte/", "Argent", "Formule"),
        ("equipe/", "Réglages", "Équipe"),
        ("reglages/conges/4/", "Réglages", "Congés"),
    ],
)
def test_one_room_and_one_page_of_it_are_marked(path, room, page):
    menu = menu_of(VendorFactory(), Role.OWNER, f"{HOME}{path}")
    assert labels(link for link in menu.rooms if link.is_around) == [room] == [str(menu.room)]
    assert labels(link for link in menu.pages if link.is_around) == [page]


def test_a_page_without_a_place_marks_nothing():
    menu = menu_of(VendorFactory(), Role.OWNER, f"{HOME}securite/")
    assert not [link for link in menu.rooms if link.is_around]
    assert menu.pages == []


def test_pages_show_the_room_that_they_are_in(portal):
    shown = " ".join(text(portal.get(reverse("vendor_portal:coupon-add"))).split())
    assert f'<a href="{reverse("vendor_portal:promotions")}" aria-current="true"> Offres </a>' in shown
    assert f'<a href="{reverse("vendor_portal:coupons")}" aria-current="true"> Coupons </a>' in shown


def test_every_page_of_the_menu_opens(sure_portal, vendor):
    menu = menu_of(vendor, Role.OWNER, HOME)
    for room in menu.rooms:
        for link in menu_of(vendor, Role.OWNER, room.url).pages or [room]:
            assert sure_portal.get(link.url).status_code == 200, link.url


def test_the_menu_of_a_seller_asks_nothing(django_assert_num_queries):
    vendor = VendorFactory()
    menu_of(vendor, Role.OWNER, HOME)
    with django_assert_num_queries(0):
        menu_of(vendor, Role.OWNER, HOME)
