"""A workshop announces a delay and misses a piece; the buyer answers by link: on a phone, wide and in the dark."""

import os
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commerce.fulfilment.models import Unavailability
from commerce.order import lifecycle
from commerce.partner.models import Membership
from tests.browser.accessibility import assert_fit_at_both_ends, submit
from tests.commerce.fulfilment.orders import ordered, paid_without_a_bank
from tests.factories import ProductFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def part():
    part = ordered(2, 1)
    paid_without_a_bank(ProductFactory(vendor=part.vendor, title="Vase à col étroit"), now=timezone.now())
    waiting = paid_without_a_bank(ProductFactory(vendor=part.vendor, title="Théière"), kinds=("collect",))
    lifecycle.make_ready(waiting, now=timezone.now())
    return part


@pytest.fixture
def workshop(site, new_visitor, part):
    """The phone of this vendor's owner."""
    member = UserFactory()
    Membership.objects.create(partner=part.vendor, user=member, role=Membership.Role.OWNER)
    client = Client()
    client.force_login(member)
    page = new_visitor(width=390)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return page


def shown(page, name):
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}-390.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=f"{folder}/{name}-1280-dark.png", full_page=True)
        page.emulate_media(color_scheme="null")
        page.set_viewport_size({"width": 390, "height": 844})
    assert_fit_at_both_ends(page, name)


def test_what_can_not_go_as_promised_is_said_and_answered(site, workshop, part):
    page, order = workshop, part.order
    page.goto(site + reverse("vendor_portal:orders"))
    shown(page, "orders")
    page.get_by_role("checkbox").first.check()
    submit(page.get_by_role("button", name="Expédier les commandes cochées"))
    shown(page, "ship-many")
    page.goto(site + reverse("vendor_portal:order", args=[part.number]))
    shown(page, "order")
    submit(page.get_by_role("link", name="Annoncer un retard"))
    shown(page, "delay")
    page.get_by_label("Nouveau jour promis").fill(f"{timezone.localdate() + timedelta(days=12)}")
    submit(page.get_by_role("button", name="Annoncer ce jour"))
    submit(page.get_by_role("link", name="Une pièce manque"))
    shown(page, "missing")
    page.get_by_label("Demander à l’acheteur d’attendre").check()
    page.get_by_label("Jour proposé").fill(f"{timezone.localdate() + timedelta(days=20)}")
    submit(page.get_by_role("button", name="Prévenir l’acheteur"))
    row = Unavailability.objects.get()
    page.goto(site + reverse("customer:anon-order", args=[order.number, order.verification_hash()]))
    shown(page, "buyers-order")
    submit(page.get_by_role("link", name="Voir ce que l’atelier propose"))
    shown(page, "proposal")
    submit(page.get_by_role("button", name="J’accepte d’attendre"))
    row.refresh_from_db()
    assert row.state == "delayed"
