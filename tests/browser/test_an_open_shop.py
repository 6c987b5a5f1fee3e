"""From a stall at the market to an open shop: one maker on her telephone, and the operator's morning."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from commerce.partner.models import Partner
from commerce.requirements.models import Requirement
from commerce.requirements.starter import install
from tests.browser.accessibility import assert_fit, assert_fit_at_both_ends, submit
from tests.browser.test_registration import ASKED, Wizard, fill_in, marketplace, sign_up  # noqa: F401
from tests.commerce.catalogue.photographs import photograph
from tests.factories import UserFactory
from tests.local_mangopay import IBAN, PAPER

pytestmark = pytest.mark.django_db(transaction=True)
#: Beside the registration: identity and bank account, what the operator's list asks, three pieces, two decisions.
MORE_SCREENS, MORE_FIELDS = 4 + 3 + 3 + 2, 5 + 3 + 18
ANSWERS = {"mediateur": "Médiation des métiers, mediation.example", "idu": "FR000000_01ABCD"}


@pytest.fixture
def operator():
    return UserFactory(email="equipe@exemple.test", is_staff=True, is_superuser=True)


def go(wizard, name, *args):
    wizard.page.goto(f"{wizard.site}{reverse(f'vendor_portal:{name}', args=args)}")


def confirm_by_code(page):
    """Strong authentication, on Mangopay's own page."""
    page.locator('[name="otp"]').fill("702100")
    page.locator('[name="otp"]').press("Enter")


def prove_identity(wizard):
    """Birthday, the code of the text message, the papers, the bank account."""
    page = wizard.page
    go(wizard, "identity")
    wizard.fields += 1
    page.get_by_label("Date de naissance").fill("1980-05-17")
    wizard.send("Continuer")
    confirm_by_code(page)
    expect(page.get_by_text("C’est confirmé, merci.")).to_be_visible()
    for kind in ("piece-d-identite", "immatriculation"):
        go(wizard, "identity-paper", kind)
        wizard.fields += 1
        sheets = [{"name": f"{number}.pdf", "mimeType": "application/pdf", "buffer": PAPER} for number in (1, 2)]
        page.get_by_label("Vos fichiers").set_input_files(sheets)
        if kind == "immatriculation":
            wizard.type("issued_on", f"{timezone.localdate():%Y-%m-%d}")
        wizard.send("Envoyer à Mangopay")
        wizard.arrive("Identité")
    go(wizard, "bank-account")
    wizard.type("iban", IBAN)
    wizard.send("Vérifier et continuer")
    confirm_by_code(page)
    expect(page.get_by_text("Votre compte bancaire est en service.")).to_be_visible()


def answer_requirements(wizard):
    """What the operator's list asks before a shop opens."""
    page = wizard.page
    go(wizard, "requirements")
    assert_fit(page, "requirements, empty")
    submit(page.get_by_role("button", name="Enregistrer : Votre médiateur"))
    assert_fit_at_both_ends(page, "requirements, refused")
    for code, answer in ANSWERS.items():
        form = form_of(page, code)
        form.get_by_label("Votre réponse").fill(answer)
        submit(form.locator("button"))
        wizard.fields, wizard.screens = wizard.fields + 1, wizard.screens + 1
        expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    form = form_of(page, "preuve-artisan")
    form.get_by_label("Le document").set_input_files(
        {"name": "rne.pdf", "mimeType": "application/pdf", "buffer": PAPER + b"%%EOF"}
    )
    submit(form.locator("button"))
    wizard.fields, wizard.screens = wizard.fields + 1, wizard.screens + 1
    expect(page.get_by_text("preuve-artisan")).to_be_visible()
    assert_fit_at_both_ends(page, "requirements, answered")


def prepare_piece(wizard, title):
    """A first piece, whole, that nobody sees yet."""
    page = wizard.page
    go(wizard, "product-add")
    wizard.type("title", title)
    page.get_by_label("Catégorie").select_option(index=1)
    page.locator("#id_description").fill("Cuir de veau, cousu au point sellier.")
    wizard.type("price", "120,00")
    wizard.type("stock", "1")
    page.locator("[name=pictures]").set_input_files(
        {"name": "sac.jpg", "mimeType": "image/jpeg", "buffer": photograph().read()}
    )
    wizard.fields += 3
    wizard.send("Enregistrer le brouillon")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def form_of(page, code):
    pk = Requirement.objects.get(code=code).pk
    return page.locator(f"section:has(#demande-{pk}) form")


def test_from_sign_up_to_an_open_shop(site, new_visitor, marketplace, mangopay, operator):  # noqa: F811
    install()
    wizard = Wizard(new_visitor(width=390), site)
    sign_up(wizard)
    fill_in(wizard)
    prove_identity(wizard)
    answer_requirements(wizard)
    for name in ("Cabas", "Besace", "Ceinture"):
        prepare_piece(wizard, name)
    vendor = Partner.objects.get()
    go(wizard, "open-shop")
    assert_fit_at_both_ends(wizard.page, "ready to send")
    wizard.send("Envoyer mon dossier")
    wizard.arrive("Votre dossier est chez nous")
    assert_fit(wizard.page, "sent")
    judge(new_visitor(width=1280), site, operator)
    go(wizard, "open-shop")
    assert_fit_at_both_ends(wizard.page, "approved")
    wizard.send("Ouvrir ma boutique")
    wizard.arrive("Votre boutique est ouverte")
    vendor.refresh_from_db()
    assert vendor.status == Partner.Status.OPEN
    assert (wizard.screens, wizard.fields) == (ASKED[0] + MORE_SCREENS, ASKED[1] + MORE_FIELDS)
    stranger = new_visitor(width=390, java_script_enabled=False)
    stranger.goto(site + vendor.get_absolute_url())
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Cuirs de Nevers")


def judge(page, site, operator):
    """The operator finds the file, reads it on one page, and says yes."""
    client = Client()
    client.force_login(operator)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page.goto(site + reverse("registrations:queue"))
    submit(page.get_by_role("link", name="Cuirs de Nevers").first)
    submit(page.get_by_role("link", name="Valider").first)
    submit(page.get_by_role("button", name="Valider").first)
    expect(page.get_by_text("Validée").first).to_be_visible()
