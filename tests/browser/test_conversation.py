"""A guest writes by keyboard and without script, with a picture; the workshop answers; the guest reads and reports."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.conversation.models import AbuseReport, Conversation
from commerce.order import lifecycle
from tests.browser.accessibility import assert_fit_at_both_ends, submit
from tests.browser.test_vendor_portal import sign_in  # noqa: F401
from tests.browser.test_withdrawal import press, twin_of
from tests.commerce.baskets import placed
from tests.commerce.conversation.cases import picture
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def part(member):
    """A paid order of a guest."""
    vendor = VendorFactory(name="Terre Courbe", member=member)
    order = placed(ProductFactory(vendor=vendor, title="Bol à anse"))
    lifecycle.confirm(order, now=timezone.now())
    return order.vendor_orders.get()


def test_a_guest_and_a_workshop_write_to_each_other(
    site,
    new_visitor,
    part,
    sign_in,  # noqa: F811
):
    order, photo = part.order, picture()
    guest = new_visitor(width=390, java_script_enabled=False)
    guest.goto(site + reverse("customer:anon-order", args=[order.number, order.verification_hash()]))
    press(guest, "Écrire à Terre Courbe", role="link")
    twin_of(guest, new_visitor, "nothing written yet")
    guest.get_by_label("Votre message").fill("Bonjour, quand part mon bol ?")
    guest.get_by_label("Joindre").set_input_files(
        {"name": photo.name, "mimeType": "image/png", "buffer": photo.read()}
    )
    guest.wait_for_timeout(2_100)  # A form sent sooner counts as a robot's.
    press(guest, "Envoyer")
    conversation = Conversation.objects.get()
    assert conversation.messages.get().attachments.count() == 1

    vendor = new_visitor(width=390)
    sign_in(vendor)
    vendor.goto(site + reverse("vendor_portal:messages"))
    assert_fit_at_both_ends(vendor, "the workshop's list")
    submit(vendor.get_by_role("link", name=f"Commande {part.number}"))
    assert_fit_at_both_ends(vendor, "the workshop's page")
    vendor.get_by_label("Votre message").fill("Demain matin, bien calé.")
    vendor.wait_for_timeout(2_100)
    submit(vendor.get_by_role("button", name="Envoyer"))

    guest.reload()
    twin_of(guest, new_visitor, "an answer")
    assert guest.get_by_text("Demain matin, bien calé.").is_visible()
    press(guest, "Signaler ce message", role="link")
    twin_of(guest, new_visitor, "reporting")
    guest.get_by_label("Raison").select_option("other")
    press(guest, "Envoyer le signalement")
    assert guest.get_by_text(AbuseReport.objects.get().reference).first.is_visible()
