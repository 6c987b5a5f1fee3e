"""The order's page: one timeline per workshop, what can be done and until when, for a guest as for the workshop."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.fulfilment import delays
from commerce.order import lifecycle, parcels
from tests.browser.accessibility import assert_fit, assert_fit_at_both_ends, submit
from tests.browser.test_vendor_portal import sign_in  # noqa: F401
from tests.commerce.baskets import placed
from tests.commerce.settlement.orders import paid
from tests.commerce.withdrawal.cases import declared
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def order(mangopay, member):
    """Three workshops: one has announced a delay, one has sent the first of two parcels, one gets a bowl back."""
    now = timezone.now() - timedelta(days=6)
    makers = [VendorFactory(name=name) for name in ("Bois Vert", "Papier Plié")]
    returns = VendorFactory(name="Terre Courbe", member=member)
    pieces = [
        ProductFactory(vendor=makers[0], title="Tabouret"),
        (ProductFactory(vendor=makers[1], title="Carnet"), 2),
    ]
    order = paid(
        mangopay, placed(*pieces, ProductFactory(vendor=returns, title="Bol à anse"), kinds=["home"] * 3), now=now
    )
    stool, books, bowl = order.vendor_orders.order_by("pk")
    delays.announce(
        stool, stool.promised_on + timedelta(days=9), note="Le vernis doit sécher.", now=now + timedelta(days=1)
    )
    some = {books.lines.get().pk: 1}
    parcels.hand_over(books, some, carrier="Colissimo", tracking_number="6A0001", now=now + timedelta(hours=4))
    lifecycle.ship(bowl, now=now + timedelta(hours=1))
    lifecycle.receive(bowl, basis="buyer", now=now + timedelta(days=3))
    bowl.refresh_from_db()
    declared(bowl, now=now + timedelta(days=4))
    return order


def test_a_guest_without_scripts_reads_three_timelines_and_says_that_a_parcel_arrived(
    site,
    new_visitor,
    order,
    sign_in,  # noqa: F811
):
    guest = new_visitor(width=390, java_script_enabled=False)
    address = site + reverse("customer:anon-order", args=[order.number, order.verification_hash()])
    guest.goto(address)
    shown = guest.locator("main").inner_text()
    for words in (
        "C’est à l’atelier",
        "C’est à vous",
        "Retard annoncé",
        "Rétractation déclarée",
        "Un autre colis suivra",
    ):
        assert words in shown
    twin = new_visitor(width=390)
    twin.goto(address)
    assert_fit_at_both_ends(twin, "order")
    guest.get_by_role("button", name="J’ai reçu le colis 1").focus()
    with guest.expect_navigation():
        guest.keyboard.press("Enter")
    assert "Colis 1 arrivé" in guest.locator("main").inner_text()

    vendor = new_visitor(width=1280)
    sign_in(vendor)
    vendor.goto(
        site + reverse("vendor_portal:order", args=[order.vendor_orders.get(vendor__name="Terre Courbe").number])
    )
    assert_fit(vendor, "the workshop’s page")
    submit(vendor.get_by_role("link", name="Retour").first)
    assert vendor.get_by_role("heading", level=1).inner_text().startswith("Retour")
