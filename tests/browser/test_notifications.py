"""Notifications and chosen mails in the portal, without JavaScript; the operator's page of a mail's words."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from commerce.communication import events, shops
from tests.browser.accessibility import assert_fit_at_both_ends, faults, submit
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enter(site, new_visitor):
    """A page signed in as this person, at an address."""

    def open_page(person, address, **options):
        client = Client()
        client.force_login(person)
        page = new_visitor(**options)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        page.goto(site + address)
        return page

    return open_page


def test_a_member_reads_what_is_new_and_chooses_mails(enter):
    owner = UserFactory()
    vendor = VendorFactory(member=owner)
    for name in ("vendor_order_received", "payout_sent", "low_stock"):
        shops.tell(vendor, event=name, key="1", context=events.event_of(name).context, url="/espace-pro/commandes/")
    page = enter(owner, reverse("vendor_portal:notifications"), width=390, java_script_enabled=False)
    rooms = page.get_by_role("navigation", name="Espace professionnel")
    expect(rooms.get_by_role("link", name="Aujourd’hui 3")).to_be_visible()
    submit(page.get_by_role("link", name="Vous avez vendu"))
    expect(rooms.get_by_role("link", name="Aujourd’hui 2")).to_be_visible()
    page = enter(owner, reverse("vendor_portal:notifications"), width=390)
    assert_fit_at_both_ends(page, "notifications")
    page.goto(page.url.replace("/notifications/", "/notifications/courriels/"))
    assert_fit_at_both_ends(page, "mail-choices")
    page.get_by_label("Pièce bientôt épuisée").uncheck()
    submit(page.get_by_role("button", name="Enregistrer"))
    expect(page.get_by_label("Pièce bientôt épuisée")).not_to_be_checked()
    expect(page.get_by_label("Virement arrivé")).to_be_checked()


def test_the_operator_reads_a_mail_and_changes_its_words(enter):
    keeper = UserFactory()
    keeper.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "keep_mails"]))
    page = enter(keeper, reverse("mails:text", args=["order_confirmed"]))
    mail = page.frame_locator("iframe")
    expect(mail.get_by_role("heading", name="Merci, c’est commandé")).to_be_visible()
    page.get_by_label("Mot d’ouverture").fill("Bonjour, voici {commande}.")
    submit(page.get_by_role("button", name="Prévisualiser"))
    expect(mail.get_by_text("Bonjour, voici 100042.")).to_be_visible()
    page.get_by_label("Sujet").fill("{rien}")
    submit(page.get_by_role("button", name="Enregistrer"))
    expect(page.get_by_text("{rien} n’existe pas pour ce courriel")).to_be_visible()
    assert not [fault for fault in faults(page) if fault.startswith(("label", "color", "frame"))]
