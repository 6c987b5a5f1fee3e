"""Identity and bank account on a telephone, without JavaScript and by keyboard, accessible in every state."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from commerce.identity import bank_accounts
from commerce.identity.models import BankAccount
from tests.browser.accessibility import assert_fit, submit
from tests.commerce.identity.vendors import (
    account_in_force,
    asked,
    confirm,
    opened,
    owner_of,
    sent,
    with_second_factor,
)
from tests.factories import UserFactory, VendorFactory
from tests.local_mangopay import IBAN, PAPER

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enter(site, new_visitor):
    """A page signed in as the vendor's owner."""

    def open_page(vendor, path, **options):
        page, client = new_visitor(**options), Client()
        client.force_login(owner_of(vendor))
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        page.goto(site + reverse(f"vendor_portal:{path}"))
        return page

    return open_page


def test_a_new_vendor_confirms_sends_papers_and_an_account_on_a_telephone(enter, site, mangopay):
    vendor = VendorFactory(member=UserFactory(), email="atelier@exemple.test")
    page = enter(vendor, "identity", width=390, java_script_enabled=False)
    page.get_by_label("Date de naissance").fill("1980-05-17")
    page.get_by_role("button", name="Continuer").press("Enter")
    page.locator('[name="otp"]').fill("702100")
    page.locator('[name="otp"]').press("Enter")
    expect(page.get_by_text("C’est confirmé, merci.")).to_be_visible()
    page.get_by_role("link", name="Envoyer", exact=True).first.click()
    page.get_by_label("Vos fichiers").set_input_files(
        [{"name": "carte.pdf", "mimeType": "application/pdf", "buffer": PAPER}] * 2
    )
    page.get_by_role("button", name="Envoyer à Mangopay").click()
    expect(page.get_by_text("En cours d’examen")).to_have_count(1)
    page.get_by_role("link", name="Compte bancaire", exact=True).last.click()
    page.get_by_label("IBAN").fill(IBAN)
    page.get_by_role("button", name="Vérifier et continuer").click()
    page.locator('[name="otp"]').fill("702100")
    page.locator('[name="otp"]').press("Enter")
    expect(page.get_by_text("Votre compte bancaire est en service.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_every_page_and_state_is_accessible_and_fits(enter, site, mangopay, width, scheme):
    look = {"width": width, "color_scheme": scheme}
    assert_fit(enter(VendorFactory(member=UserFactory()), "identity", **look), "nothing yet")
    firm = opened(mangopay, legal_form="business", confirmed=False)
    sent(mangopay, firm, tag="refuse_incomplete")
    page = enter(firm, "identity", **look)
    assert_fit(page, "refused")
    for path in ("identite/piece-d-identite/", "identite/immatriculation/", "identite/beneficiaires/"):
        page.goto(f"{site}/espace-pro/{path}")
        assert_fit(page, path)
        submit(page.locator("main form button").first)
        assert_fit(page, f"{path} wrong")
    asked(firm, iban="FR7630001007941234567890185", legal_name="EuroCarp")
    page = enter(firm, "bank-account", **look)
    assert_fit(page, "doubtful name")
    vendor = opened(mangopay)
    account_in_force(mangopay, vendor)
    with_second_factor(owner_of(vendor))
    confirm(mangopay, asked(vendor))
    page = enter(vendor, "bank-account", **look)
    assert_fit(page, "waiting")
    page.goto(bank_accounts.stop_url(BankAccount.objects.get(state="waiting")))
    assert_fit(page, "stop")
    submit(page.get_by_role("button", name="Arrêter"))
    assert_fit(page, "stopped")
