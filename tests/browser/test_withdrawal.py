"""Withdrawing as a guest on a phone, by keyboard and without script; then the vendor's answer, and the buyer's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.order import lifecycle
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import State
from tests.browser.accessibility import assert_fit_at_both_ends, submit
from tests.browser.test_vendor_portal import sign_in  # noqa: F401
from tests.commerce.baskets import placed
from tests.commerce.settlement.orders import paid
from tests.commerce.withdrawal.cases import picture
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def part(mangopay, member):
    """Received yesterday: a bowl twice, and a cup engraved for its buyer."""
    vendor = VendorFactory(name="Terre Courbe", member=member)
    bowl, cup = (ProductFactory(vendor=vendor, title=title) for title in ("Bol à anse", "Tasse gravée"))
    now = timezone.now() - timedelta(days=4)
    part = paid(mangopay, placed((bowl, 2), cup), now=now).vendor_orders.get()
    part.lines.filter(product=cup).update(personalisation="À Léa")
    lifecycle.ship(part, now=now + timedelta(hours=1))
    return lifecycle.receive(part, basis="buyer", now=now + timedelta(days=3))


def press(page, name, role="button"):
    page.get_by_role(role, name=name).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_guest_withdraws_in_two_steps_and_the_return_is_lived_to_its_end(
    site,
    new_visitor,
    part,
    sign_in,  # noqa: F811
):
    guest = new_visitor(width=390, java_script_enabled=False)
    guest.goto(site + "/retractation/ma-commande/")
    twin_of(guest, new_visitor, "find")
    order = part.order
    guest.goto(site + reverse("customer:anon-order", args=[order.number, order.verification_hash()]))
    press(guest, "Renoncer au contrat ici", role="link")
    twin = twin_of(guest, new_visitor, "declare")
    submit(twin.get_by_role("button", name="Continuer"))
    look(twin, "confirm")
    guest.get_by_label("Bol à anse").fill("1")
    press(guest, "Continuer")
    press(guest, "Confirmer la rétractation")
    twin_of(guest, new_visitor, "case")
    guest.get_by_label("Numéro de suivi").fill("6A00012345")
    press(guest, "J’ai renvoyé le colis")
    case = Withdrawal.objects.get()
    assert case.state == State.DISPATCHED

    vendor = new_visitor(width=390)
    sign_in(vendor)
    vendor.goto(site + reverse("vendor_portal:returns"))
    look(vendor, "returns")
    vendor.goto(site + reverse("vendor_portal:return", args=[case.number]))
    submit(vendor.get_by_role("button", name="Je l’ai reçu"))
    vendor.locator("summary", has_text="revenue abîmée").click()
    vendor.get_by_label("Montant retenu").fill("5,00")
    vendor.get_by_label("Ce qui a été abîmé").fill("L’anse est fêlée, elle a reçu un choc.")
    photo = picture()
    vendor.get_by_label("Photos").set_input_files(
        {"name": photo.name, "mimeType": "image/png", "buffer": photo.read()}
    )
    look(vendor, "return")
    submit(vendor.get_by_role("button", name="Retenir ce montant"))
    vendor.goto(site + reverse("vendor_portal:return-terms"))
    look(vendor, "terms")

    guest.reload()
    twin_of(guest, new_visitor, "reduced")
    guest.get_by_label("Pourquoi vous contestez").fill("Elle était déjà fêlée.")
    press(guest, "Contester : l’équipe décide")
    case.refresh_from_db()
    assert case.state == State.APPEALED


def twin_of(page, new_visitor, name):
    """axe needs scripts: the same page, opened by somebody who has them."""
    twin = new_visitor(width=390)
    twin.goto(page.url)
    assert_fit_at_both_ends(twin, name)
    return twin


def look(page, name):
    assert_fit_at_both_ends(page, name)
