"""Every page of the portal × every role, made from the URL table and the table of rights."""

from itertools import product as product_of

import pytest
from django.db import transaction
from django.urls import resolve, reverse

from commerce.partner.models import Membership
from commerce.partner.rights import RIGHTS, Right
from tests.factories import ProductFactory
from tests.vendor_portal.test_isolation import SAMPLES
from vendor_portal import checks
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.urls import urlpatterns
from vendor_portal.views import orders

VIEWS = {pattern.name: pattern.callback.view_class for pattern in urlpatterns}
LOCKED = sorted(name for name, view in VIEWS.items() if issubclass(view, VendorRequiredMixin))
Role = Membership.Role


def test_every_page_names_what_it_takes():
    assert checks.every_view_names_its_right(None) == []


def test_a_page_without_a_right_is_found_before_the_site_starts(monkeypatch):
    monkeypatch.setattr(orders.OrderListView, "right", None)
    assert [error.msg for error in checks.every_view_names_its_right(None)] == ["OrderListView names no right."]


@pytest.mark.parametrize("name", LOCKED)
@pytest.mark.usefixtures("plain_error_pages")
def test_each_role_opens_what_the_table_gives_it_and_nothing_else(name, portal, part, product, vendor):
    record = product.stockrecords.get()
    known = {
        **SAMPLES,
        "articles-file": lambda *_fixtures: ["csv"],
        "identity-paper": lambda *_fixtures: ["piece-d-identite"],
    }
    address = reverse(f"vendor_portal:{name}", args=known[name](part, record, vendor) if name in known else [])
    for role, method in product_of(Role, ["get", "post"]):
        with transaction.atomic():
            vendor.memberships.update(role=role)
            answer = getattr(portal, method)(address)
            transaction.set_rollback(True)
        is_allowed = VIEWS[name].right_asked(method.upper()) in RIGHTS[role]
        assert (answer.status_code != 403) == is_allowed, f"{role} {method}"


def test_owners_have_every_right_and_nobody_else_the_heaviest():
    assert RIGHTS[Role.OWNER] == set(Right)
    for role in Role:
        heavy = {Right.BANK, Right.PEOPLE, Right.PLAN, Right.CLOSE, Right.SIGN}
        assert role == Role.OWNER or not heavy & RIGHTS[role]


NAVIGATION = {
    "orders": Right.ORDERS,
    "products": Right.STOCK,
    "money": Right.MONEY,
    "statistics": Right.STATISTICS,
    "delivery-settings": Right.SETTINGS,
}


@pytest.mark.parametrize("role", Role)
def test_the_navigation_shows_what_the_role_opens(role, portal, vendor):
    vendor.memberships.update(role=role)
    shown = portal.get(reverse("vendor_portal:people")).content.decode()
    for name, right in NAVIGATION.items():
        assert (f'href="{reverse(f"vendor_portal:{name}")}"' in shown) == (right in RIGHTS[role])


def test_the_workshop_counts_and_does_not_price(portal, vendor, product):
    vendor.memberships.update(role=Role.WORKSHOP)
    record = product.stockrecords.get()
    name = f"article-{record.pk}"
    typed = {f"{name}-price": "1", f"{name}-stock": "9", f"{name}-shown_stock": "5", f"{name}-is_online": "on"}
    portal.post(reverse("vendor_portal:product-shelf", args=[record.pk]), typed)
    record.refresh_from_db()
    assert (record.price, record.num_in_stock) == (40, 9)


def test_the_workshop_sees_no_money_on_an_order(portal, vendor, part):
    address = reverse("vendor_portal:order", args=[part.number])
    assert "Ce que vous gagnez" in portal.get(address).content.decode()
    vendor.memberships.update(role=Role.WORKSHOP)
    shown = portal.get(address).content.decode()
    assert "Ce que vous gagnez" not in shown
    assert "Rembourser" not in shown
    assert "C’est expédié" in shown


@pytest.mark.parametrize("role", Role)
def test_home_opens_for_everybody_of_the_shop(role, portal, vendor, part):
    vendor.memberships.update(role=role)
    shown = portal.get(reverse("vendor_portal:home")).content.decode()
    assert ("Prochain virement" in shown) == (Right.MONEY in RIGHTS[role])
    assert (reverse("vendor_portal:bank-account") in shown) <= (Right.MONEY in RIGHTS[role])
    assert (reverse("vendor_portal:product-add") in shown) == (Right.PRODUCTS in RIGHTS[role])
    assert (part.number in shown) == (Right.ORDERS in RIGHTS[role])


@pytest.mark.parametrize("role", Role)
def test_each_role_reads_the_tasks_that_it_may_do(role, portal, vendor, part):
    ProductFactory(vendor=vendor, stock=0)
    vendor.memberships.update(role=role)
    tasks = portal.get(reverse("vendor_portal:home")).context["tasks"]
    for task in tasks:
        if task.url.startswith("/espace-pro/"):
            view = resolve(task.url.partition("?")[0]).func.view_class
            assert view.right_asked("GET") in RIGHTS[role], task
    titles = " ".join(task.title for task in tasks)
    assert ("commande" in titles) == (Right.ORDERS in RIGHTS[role])
    assert ("épuisée" in titles) == (Right.STOCK in RIGHTS[role])
    assert ("identité" in titles) == (role == Role.OWNER)
