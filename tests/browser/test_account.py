"""The one door and the buyer's rooms in a real browser: WCAG 2.2 AA, no inline code, and no mouse needed."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from commerce.order import lifecycle
from tests.browser.accessibility import faults
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

DOORS = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
]
ROOMS = [
    "customer:summary",
    "customer:profile-view",
    "customer:address-list",
    "customer:address-create",
    "account_email",
    "account_change_password",
    "account_logout",
    "mfa_index",
    "account_reauthenticate",
]
#: Rooms that ask for the password once more.
SAFES = ["mfa_activate_totp", "mfa_add_webauthn"]
RECOVERY = ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]


@pytest.fixture
def buyer():
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def order(buyer):
    order = placed(ProductFactory(title="Vase"), ProductFactory(title="Bague"), user=buyer, kinds=("home", "collect"))
    lifecycle.confirm(order, now=MONDAY)
    return order


def sign_in_by_keyboard(page, site, user):
    page.goto(site + reverse("account_login"))
    page.get_by_label("E-mail").first.focus()
    page.keyboard.type(user.email)
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "password":
        page.keyboard.press("Tab")
    page.keyboard.type("monquibus")
    page.keyboard.press("Enter")
    page.wait_for_url(site + reverse("customer:summary"))


def look_at(page, site, addresses):
    """Opens each address and lists what is wrong with it, by address."""
    wrong = {}
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    for address in addresses:
        page.goto(site + address)
        assert page.url == site + address, "led elsewhere"
        found = faults(page)
        if page.locator("h1").count() != 1:
            found.append("not one h1")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("too wide")
        if found or complaints:
            wrong[address] = found + complaints
            complaints.clear()
    return wrong


@pytest.mark.parametrize("width", [390, 1280])
def test_the_doors_are_accessible_and_fit_their_screen(site, new_visitor, width):
    assert look_at(new_visitor(width=width), site, map(reverse, DOORS)) == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_the_buyers_rooms_are_accessible_and_fit_their_screen(site, new_visitor, buyer, order, width):
    page = new_visitor(width=width)
    sign_in_by_keyboard(page, site, buyer)
    rooms = [*map(reverse, ROOMS), reverse("customer:order", args=[order.number])]
    assert look_at(page, site, rooms) == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_the_rooms_of_second_factors_are_accessible_and_fit_their_screen(site, new_visitor, buyer, width):
    page = new_visitor(width=width)
    sign_in_by_keyboard(page, site, buyer)
    page.goto(site + reverse(SAFES[0]))
    page.locator("main [type=password]").fill("monquibus")
    page.keyboard.press("Enter")
    page.wait_for_url(site + reverse(SAFES[0]))
    assert look_at(page, site, map(reverse, SAFES)) == {}
    TOTP.activate(buyer, generate_totp_secret())
    RecoveryCodes.activate(buyer)
    assert look_at(page, site, map(reverse, RECOVERY)) == {}


def test_a_buyer_without_javascript_signs_in_by_keyboard_alone(site, new_visitor, buyer, order):
    page = new_visitor(java_script_enabled=False)
    page.goto(site + reverse("account_login"))
    page.get_by_label("E-mail").first.fill(buyer.email)
    page.get_by_label("Mot de passe", exact=False).first.fill("monquibus")
    page.keyboard.press("Enter")
    page.wait_for_url(site + reverse("customer:summary"))
    assert order.number in page.content()
