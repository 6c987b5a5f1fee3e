"""The portal in a real browser: WCAG 2.2 AA in both schemes, nothing wider than the phone in the workshop."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from commerce.order import lifecycle
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def pages(member):
    """Addresses of one page of each kind, with work on it."""
    vendor = VendorFactory(name="Terre Courbe", member=member)
    VendorFactory(name="Zinc et laiton", member=member)
    bowl = ProductFactory(title="Bol bleuté, grès de Puisaye", vendor=vendor)
    ProductFactory(title="Vase parti", vendor=vendor, stock=0)
    parcel, collection = placed(bowl), placed(bowl, kinds=("collect",))
    for order in (parcel, collection):
        lifecycle.confirm(order, now=MONDAY)
    numbers = [order.vendor_orders.get().number for order in (parcel, collection)]
    address = {name: reverse(f"vendor_portal:{name}") for name in ("home", "orders", "products", "money")}
    return {
        **address,
        "parcel": reverse("vendor_portal:order", args=numbers[:1]),
        "collection": reverse("vendor_portal:order", args=numbers[1:]),
        "product": reverse("vendor_portal:product", args=[bowl.stockrecords.get().pk]),
        "delivery settings": reverse("vendor_portal:delivery-settings"),
    }


@pytest.fixture
def sign_in(site, member):
    """Gives a browser's page the member's session."""

    def give(page):
        client = Client()
        client.force_login(member)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
        page.context.add_cookies([session])

    return give


def faults(page):
    """What axe finds, one line each."""
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]


def assert_fit(page, name):
    assert faults(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide"
    assert page.locator("h1").count() == 1, name


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_of_the_portal_is_accessible_and_fits_its_screen(site, new_visitor, pages, sign_in, width, scheme):
    page = new_visitor(width=width, color_scheme=scheme)
    page.goto(site + pages["home"])
    assert_fit(page, "welcome")
    sign_in(page)
    for name, path in pages.items():
        assert page.goto(site + path).status == 200, name
        assert_fit(page, name)


def test_a_refused_code_stays_in_its_field_with_the_reason_tied_to_it(site, new_visitor, pages, sign_in):
    page = new_visitor(width=390, java_script_enabled=False)
    sign_in(page)
    page.goto(site + pages["collection"])
    page.get_by_label("Code de retrait").fill("ZZZZZZ")
    page.get_by_role("button", name="C’est remis").click()
    field = page.get_by_label("Code de retrait")
    assert field.input_value() == "ZZZZZZ"
    assert field.get_attribute("aria-invalid") == "true"
