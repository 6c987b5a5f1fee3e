"""A shop's team, an invitation, a request to join and the second factor: accessible, and no wider than a telephone."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.accessibility import assert_fit, submit
from tests.factories import InvitationFactory, JoinRequestFactory, UserFactory, VendorFactory, with_second_factor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enter(site, new_visitor):
    """A page signed in as this person, at an address."""

    def open_page(person, address, **options):
        page, client = new_visitor(**options), with_second_factor(Client(), person)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        page.goto(site + address)
        return page

    return open_page


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_every_page_about_people_is_accessible_and_fits(enter, site, width, scheme):
    owner, look = UserFactory(), {"width": width, "color_scheme": scheme}
    vendor = VendorFactory(member=owner)
    InvitationFactory(vendor=vendor)
    JoinRequestFactory(vendor=vendor)
    for name in ("people", "join-request", "second-factor"):
        page = enter(owner, reverse(f"vendor_portal:{name}"), **look)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert_fit(page, name)
    for name, button in (("people", "Envoyer l’invitation"), ("join-request", "Demander à rejoindre")):
        page = enter(owner, reverse(f"vendor_portal:{name}"), **look)
        submit(page.get_by_role("button", name=button))
        expect(page.locator("[aria-invalid=true]")).to_have_count(1)
        assert_fit(page, f"{name}, refused")


def test_a_passkey_is_added_by_the_devices_own_gesture_under_our_policy_of_scripts(site, new_visitor):
    cache.clear()  # allauth counts sign-ins there.
    person = UserFactory()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    page = new_visitor(width=390)
    add_authenticator(page)
    page.goto(f"{site}{reverse('account_login')}?next={reverse('mfa_add_webauthn')}")
    page.locator("[name=login]").fill(person.email)
    page.locator("[name=password]").fill("monquibus")
    page.locator("main form button").first.click()
    page.locator("[name=password]").fill("monquibus")  # Asked again: what is about to change guards the account.
    page.locator("main form button").first.click()
    page.get_by_label("Nom de la clé").fill("Téléphone")
    page.locator("main form button").first.click()
    page.wait_for_url(f"{site}{reverse('mfa_view_recovery_codes')}")
    assert set(person.authenticator_set.values_list("type", flat=True)) == {"webauthn", "recovery_codes"}
    page.goto(f"{site}{reverse('mfa_list_webauthn')}")
    expect(page.get_by_role("row", name="Téléphone")).to_contain_text("jamais utilisée")
    assert_fit(page, "list of keys")
    page.get_by_role("link", name="Renommer Téléphone").click()
    expect(page.get_by_label("Nom de la clé")).to_have_value("Téléphone")


def add_authenticator(page):
    """A device with a fingerprint reader, as Chromium pretends to be."""
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
