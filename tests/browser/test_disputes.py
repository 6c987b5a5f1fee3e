"""A guest on a phone, without script, reports a broken bowl; the vendor answers; the guest asks the team to decide."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.disputes.models import OrderDispute
from commerce.disputes.states import State
from commerce.order import lifecycle
from tests.browser.accessibility import assert_fit_at_both_ends, submit
from tests.browser.test_vendor_portal import sign_in  # noqa: F401
from tests.browser.test_withdrawal import press
from tests.commerce.baskets import placed
from tests.commerce.settlement.orders import paid
from tests.commerce.withdrawal.cases import picture
from tests.factories import ProductFactory, UserFactory, VendorFactory
from tests.local_mangopay import mangopay, mangopay_server  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def part(mangopay, member):  # noqa: F811
    """Received yesterday: a bowl, twice."""
    vendor = VendorFactory(name="Terre Courbe", member=member)
    now = timezone.now() - timedelta(days=4)
    bowl = ProductFactory(vendor=vendor, title="Bol à anse")
    part = paid(mangopay, placed((bowl, 2)), now=now).vendor_orders.get()
    lifecycle.ship(part, now=now + timedelta(hours=1))
    return lifecycle.receive(part, basis="buyer", now=now + timedelta(days=3))


def shown(photo):
    return {"name": photo.name, "mimeType": "image/png", "buffer": photo.read()}


def test_a_guest_reports_a_broken_bowl_is_answered_and_calls_the_team(
    site,
    new_visitor,
    part,
    sign_in,  # noqa: F811
):
    guest = new_visitor(width=390, java_script_enabled=False)
    order = part.order
    guest.goto(site + reverse("customer:anon-order", args=[order.number, order.verification_hash()]))
    press(guest, "Signaler un problème", role="link")
    press(guest, "Transmettre à l’atelier")
    assert_fit_at_both_ends(guest, "open")
    guest.get_by_label("Une pièce est arrivée abîmée").check()
    guest.get_by_label("Bol à anse").fill("1")
    guest.get_by_label("Ce qui s’est passé").fill("L’anse d’un des deux bols est cassée.")
    guest.get_by_label("Le remplacement").check()
    guest.get_by_label("Vos photos").set_input_files(shown(picture()))
    press(guest, "Transmettre à l’atelier")
    assert_fit_at_both_ends(guest, "case")
    case = OrderDispute.objects.get()

    vendor = new_visitor(width=390)
    sign_in(vendor)
    vendor.goto(site + reverse("vendor_portal:dispute", args=[case.number]))
    for summary in ("Réparer, remplacer ou reprendre", "Rembourser une partie", "Tout rembourser", "Expliquer"):
        vendor.locator("summary", has_text=summary).click()
    assert_fit_at_both_ends(vendor, "dispute")
    vendor.get_by_label("Montant rendu").fill("10,00")
    vendor.get_by_label("Pourquoi ce montant").fill("L’anse se recolle, voici de quoi.")
    submit(vendor.get_by_role("button", name="Rembourser ce montant"))
    vendor.goto(site + reverse("vendor_portal:disputes"))
    assert_fit_at_both_ends(vendor, "disputes")

    guest.reload()
    guest.locator("summary", has_text="Cela ne suffit pas").click()
    guest.locator("details[open]").get_by_label("Vos mots").fill("Un bol recollé ne tient pas l’eau.")
    press(guest, "Demander à MonQuibus de trancher")
    assert_fit_at_both_ends(guest, "escalated")
    case.refresh_from_db()
    assert case.state == State.TO_DECIDE
