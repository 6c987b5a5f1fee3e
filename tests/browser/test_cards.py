"""A card in a real browser: its number goes to Mangopay's tokeniser and to nobody else; the page is accessible."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from commerce.settlement import due
from commerce.settlement.models import CardRegistration, Debt
from tests.browser.accessibility import assert_fit, submit
from tests.commerce.settlement.reserves import funded_reserve
from tests.commerce.settlement.subscribers import subscription_plan
from tests.factories import UserFactory, VendorFactory
from tests.local_mangopay import CARD_WITH_CHALLENGE, open_account

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def vendor(member, mangopay):
    funded_reserve(mangopay)
    vendor = open_account(VendorFactory(name="Terre Courbe", member=member, plan=subscription_plan()), mangopay)
    due.settle(now=timezone.now())
    return vendor


@pytest.fixture
def visit(site, member, vendor, new_visitor):
    """The card's page, opened by the shop's owner, and everything that the browser sends meanwhile."""

    def open_page(**options):
        page = new_visitor(**options)
        client = Client()
        client.force_login(member)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        sent = []
        page.on("request", lambda request: sent.append((request.url, request.post_data or "")))
        page.goto(site + reverse("vendor_portal:card"))
        return page, sent

    return open_page


def type_card(page, number=CARD_WITH_CHALLENGE):
    page.get_by_role("button", name="Enregistrer une carte et payer").click()
    page.get_by_label("Numéro de carte").fill(number)
    page.get_by_label("Expire en").fill("12/30")
    page.get_by_label("Cryptogramme").fill("123")
    page.get_by_role("button", name="Payer et enregistrer la carte").click()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_cards_number_goes_to_mangopay_alone_and_the_bank_confirms(visit, site, mangopay, width):
    page, sent = visit(width=width)
    assert_fit(page, "without a card")
    type_card(page)
    page.wait_for_url(f"{mangopay.url}/3ds/**")
    whole = [address for address, body in sent if CARD_WITH_CHALLENGE in address + body]
    assert whole == [f"{mangopay.url}/tokenise"]
    assert not [address for address, body in sent if address.startswith(site) and "cardCvx" in body]
    page.locator('button[value="accept"]').click()
    page.wait_for_url(f"{site}{reverse('vendor_portal:plan')}")
    assert_fit(page, "plan with a card")
    page.goto(site + reverse("vendor_portal:card"))
    page.get_by_text("Retirer cette carte").click()
    assert_fit(page, "with a card")
    page.get_by_role("button", name="Oui, retirer ma carte").click()
    expect(page.get_by_text("Aucune carte n’est enregistrée.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_of_a_card_is_accessible_and_names_a_wrong_number(visit, scheme):
    page, _sent = visit(width=390, color_scheme=scheme)
    type_card(page, "4970107111111118")
    page.get_by_text("Le numéro de carte est faux.").wait_for()
    submit(page.get_by_role("button", name="Enregistrer une carte et payer"))
    assert_fit(page, "form")


def test_without_javascript_mangopays_page_takes_the_payment(visit, site, mangopay):
    page, _sent = visit(width=390, java_script_enabled=False)
    page.get_by_role("button", name="Enregistrer une carte et payer").click()
    expect(page.get_by_text("il lui faut JavaScript")).to_be_visible()
    expect(page.get_by_label("Numéro de carte")).not_to_be_visible()
    page.get_by_role("button", name="Payer une seule fois").click()
    page.wait_for_url(f"{mangopay.url}/payment/**")
    back = mangopay.pay(page.url)
    page.goto(back)
    expect(page.get_by_text("C’est payé, merci.")).to_be_visible()
    assert Debt.objects.get().open_cents == 0
    assert not CardRegistration.objects.exclude(card_id="").exists()


def test_a_tokeniser_that_does_not_answer_is_told_beside_the_button(visit):
    page, _sent = visit(width=390)
    page.context.route("**/tokenise", lambda route: route.abort())
    type_card(page)
    expect(page.get_by_role("alert").get_by_text("Mangopay ne répond pas.")).to_be_visible()
    assert page.get_by_label("Cryptogramme").input_value() == "123"
