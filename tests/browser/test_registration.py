"""A maker opens a shop on a telephone, with and without scripts; axe on every step and state."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from commerce.catalogue.models import Category
from commerce.partner.models import Partner
from commerce.registration.models import TermsText
from commerce.registration.steps import all_steps
from tests.browser.accessibility import assert_fit, assert_fit_at_both_ends, submit
from tests.browser.test_vendor_portal import sign_in  # noqa: F401 (a fixture)
from tests.factories import PlanFactory, TermsTextFactory, UserFactory, siret

pytestmark = pytest.mark.django_db(transaction=True)

OURS = ("business", "makes", "plan", "terms", "profile", "delivery")
#: What the whole wizard asks: screens to send, fields to fill in.
ASKED = (11, 20)


@pytest.fixture
def marketplace():
    """A marketplace that newcomers may join."""
    cache.clear()  # allauth counts sign-ups there.
    PlanFactory()
    PlanFactory(code="abonnement", name="Abonnement", kind="subscription", terms__yearly_fee_cents=19_000)
    PlanFactory(code="vitrine", name="Vitrine", kind="listing", terms__monthly_fee_cents=500)
    Category.add_root(name="Maroquinerie").add_child(name="Sacs")
    for document in TermsText.Document:
        TermsTextFactory(document=document)


class Wizard:
    """A person who fills in the registration, and counts what is asked of her."""

    def __init__(self, page, site):
        self.page, self.site = page, site
        self.fields = self.screens = 0

    def type(self, name, value):
        self.fields += 1
        self.page.locator(f"[name={name}]").fill(value)

    def tick(self, name, value):
        self.fields += 1
        self.page.locator(f"[name={name}][value='{value}']").check()

    def send(self, label="Enregistrer et continuer"):
        self.screens += 1
        submit(self.page.get_by_role("button", name=label).first)

    def arrive(self, title):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)


def sign_up(wizard):
    """Account, e-mail confirmed by its link, and the shop's name."""
    page = wizard.page
    page.goto(f"{wizard.site}/espace-pro/")
    page.get_by_role("link", name="Ouvrir ma boutique").click()
    page.get_by_role("link", name="Créer mon compte").click()
    wizard.type("email", "jeanne@exemple.test")
    wizard.type("password1", "atelier-de-cuir-58")
    page.locator("main form button").first.click()
    expect(page.locator("[name=password1]")).to_have_count(0)
    page.goto(re.search(r"https?://\S+confirm-email\S+", mail.outbox[-1].body)[0])
    page.locator("main form button").first.click()
    wizard.screens += 2
    wizard.arrive("Ouvrir ma boutique")
    wizard.type("shop_name", "Cuirs de Nevers")
    wizard.send("Commencer")
    wizard.arrive("Mon inscription")


def fill_in(wizard):
    """Every step that registration itself asks for, in order."""
    page = wizard.page
    page.goto(f"{wizard.site}{reverse('vendor_portal:registration-business')}")
    wizard.type("siret", siret(77))
    wizard.type("legal_name", "Jeanne Lemoine")
    wizard.type("representative_first_name", "Jeanne")
    wizard.type("representative_last_name", "Lemoine")
    wizard.type("street", "3 rue des Potiers")
    wizard.type("postcode", "58000")
    wizard.type("town", "Nevers")
    wizard.type("phone", "06 12 34 56 78")
    wizard.send()
    wizard.arrive("Ce que vous faites")
    page.get_by_label("Sacs").check()
    wizard.fields += 1
    wizard.type("makes", "Des sacs cousus main, au point sellier.")
    wizard.send()
    wizard.arrive("Votre formule")
    page.get_by_label("Commission seule").check()
    wizard.fields += 1
    wizard.send()
    wizard.arrive("Les conditions")
    for left in (3, 2, 1):
        expect(page.get_by_role("button", name="J’ai lu et j’accepte")).to_have_count(left)
        wizard.fields += 1
        wizard.send("J’ai lu et j’accepte")
    expect(page.get_by_role("button", name="J’ai lu et j’accepte")).to_have_count(0)
    page.goto(f"{wizard.site}{reverse('vendor_portal:registration-profile')}")
    wizard.type("craft", "Maroquinière")
    wizard.type("tagline", "Du cuir pour longtemps")
    wizard.type("story", "Je couds depuis 1998.")
    wizard.send()
    page.goto(f"{wizard.site}{reverse('vendor_portal:registration-delivery')}")
    wizard.arrive("Vos modes d’expédition")
    wizard.send("Enregistrer")
    expect(page.get_by_text("C’est enregistré")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_shop_is_prepared_on_a_telephone_from_sign_up_to_a_complete_file(site, new_visitor, marketplace, scripts):
    wizard = Wizard(new_visitor(width=390, java_script_enabled=scripts), site)
    sign_up(wizard)
    fill_in(wizard)
    vendor = Partner.objects.get()
    assert [code for code in OURS if missing(vendor)[code]] == []
    assert (wizard.screens, wizard.fields) == ASKED


def missing(vendor):
    return {step.code: step.missing(vendor, now=None) for step in all_steps() if step.code in OURS}


def test_every_step_is_accessible_empty_mistaken_and_complete(site, new_visitor, marketplace, sign_in):  # noqa: F811
    page = new_visitor(width=390)
    for door in ("home", "registration-start"):
        page.goto(f"{site}{reverse(f'vendor_portal:{door}')}")
        assert_fit(page, door)
    sign_in(page)
    page.goto(f"{site}{reverse('vendor_portal:registration-start')}")
    assert_fit(page, "start")
    submit(page.get_by_role("button", name="Commencer"))
    assert_fit_at_both_ends(page, "start, mistaken")
    page.locator("[name=shop_name]").fill("Cuirs de Nevers")
    page.get_by_role("button", name="Commencer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon inscription")
    assert_fit(page, "list, empty")
    mistakes = {"business": {"siret": "12"}, "plan": {"orders": "0"}, "profile": {"name": ""}}
    for code in OURS:
        page.goto(f"{site}{reverse(f'vendor_portal:registration-{code}')}")
        assert_fit(page, code)
        for name, value in mistakes.get(code, {}).items():
            page.locator(f"[name={name}]").fill(value)
            page.locator("main form button").first.click()
            expect(page.get_by_role("alert")).to_have_count(1)
            assert_fit_at_both_ends(page, f"{code}, mistaken")
    wizard = Wizard(page, site)
    fill_in(wizard)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    for name in (*(f"registration-{code}" for code in OURS), "registration", "home"):
        page.goto(f"{site}{reverse(f'vendor_portal:{name}')}")
        assert_fit(page, f"{name}, filled in")


@pytest.fixture
def member(marketplace):
    return UserFactory()
