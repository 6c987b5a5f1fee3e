"""A listing's page, the portal's « Ma fiche », and a thread, in a real browser and without a script."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cms_pages.contact import answer, receive, thread_url
from cms_pages.models import ContactMessage
from commerce.plans.models import Plan
from tests.browser.accessibility import assert_fit_at_both_ends, faults
from tests.factories import PlanFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(page, site, user, client):
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])


@pytest.fixture
def forge():
    return VendorFactory(
        name="Forge du Val",
        plan=PlanFactory(code="referencement", kind=Plan.Kind.LISTING),
        member=UserFactory(),
        website="https://forge.example",
        latitude=Decimal("47.42"),
        longitude=Decimal("2.93"),
    )


@pytest.fixture
def thread():
    now = timezone.now()
    written = ContactMessage(audience="buyer", name="Inès", email="i@exemple.test", subject="Bol", message="Fendu")
    written = receive(written, now=now - timedelta(days=1))
    answer(written, author=UserFactory(), text="Une photo ?", status="waiting", seen=0, now=now)
    return written


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_a_listing_is_found_followed_and_edited_without_a_script(site, new_visitor, forge, client, width, scheme):
    page = new_visitor(width=width, color_scheme=scheme)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    signed_in(page, site, forge.users.get(), client)
    page.goto(f"{site}/ateliers/")
    assert faults(page) == []
    page.get_by_role("link", name="Forge du Val").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Forge du Val")
    assert faults(page) == []
    page.get_by_role("button", name="Suivre cet atelier").click()
    expect(page.get_by_role("button", name="Ne plus suivre cet atelier")).to_have_count(1)
    page.goto(f"{site}/ateliers/suivis/")
    expect(page.get_by_role("link", name="Forge du Val")).to_have_count(1)
    assert faults(page) == []
    page.goto(f"{site}/espace-pro/reglages/ma-fiche/")
    assert faults(page) == []
    page.get_by_label("Latitude").fill("2,93")
    page.get_by_label("Longitude").fill("89")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#id_latitude_error")).to_contain_text("pas en France")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [url for url in asked if not url.startswith((site, "data:"))] == []


def test_a_thread_is_read_and_answered_on_a_telephone_without_a_script(site, new_visitor, thread):
    axed = new_visitor(width=390)
    axed.goto(thread_url(thread))
    assert_fit_at_both_ends(axed, "thread")
    page = new_visitor(width=390, java_script_enabled=False)
    page.goto(thread_url(thread))
    expect(page.get_by_text("Une photo ?")).to_have_count(1)
    page.get_by_label("Votre réponse").fill("La voici.")
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Envoyer ma réponse").click()
    expect(page.get_by_text("Votre réponse est arrivée.")).to_have_count(1)
    expect(page.get_by_text("La voici.")).to_have_count(1)
