"""The main job from end to end, in a real browser and without JavaScript as well: three workshops, one payment, three
parcels, twenty-one days, three transfers, and a book that agrees with the wallets."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from commerce.ledger import book
from commerce.mangopay import hooks
from commerce.order.models import Order, VendorOrder
from commerce.order.status import OrderStatus
from commerce.settlement import due
from commerce.settlement.models import Payout, Release
from commerce.settlement.reconciliation import reconcile
from simulation.cluster import run_tasks
from tests.browser.accessibility import assert_fit, submit
from tests.factories import CountryFactory, ProductFactory, RelayPointFactory, UserFactory, VendorFactory
from tests.local_mangopay import CARD, open_account, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = {
    "first_name": "Camille",
    "last_name": "Martin",
    "line1": "8 rue Dumenge",
    "postcode": "69004",
    "line4": "Lyon",
}
PRICES = [Decimal("64.00"), Decimal("159.00"), Decimal("6.45")]


@pytest.fixture(autouse=True)
def _tasks_wait_for_their_turn(monkeypatch):
    """The queue is the real one: nothing runs inside the request that asked for it."""
    monkeypatch.setattr("django_q.conf.Conf.SYNC", False)


@pytest.fixture
def workshops(mangopay):
    """Three workshops whose payment accounts are open, with one article each."""
    CountryFactory()
    RelayPointFactory(postcode="69004")
    vendors = [VendorFactory(name=name, member=UserFactory()) for name in ("Lemoine", "Ardouin", "Faure")]
    for vendor, price in zip(vendors, PRICES, strict=True):
        ProductFactory(vendor=vendor, title=f"Pièce de {vendor.name}", price=price)
        open_account(vendor, mangopay)
        member = vendor.users.get()
        EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return vendors


def buy(page, site, vendors):
    """From each workshop's shop into the basket, through the steps, up to Mangopay's page."""
    for vendor in vendors:
        page.goto(f"{site}{vendor.get_absolute_url()}")
        submit(page.get_by_role("link", name=f"Pièce de {vendor.name}").first)
        submit(page.get_by_role("button", name="Ajouter au panier"))
    page.goto(f"{site}/panier/")
    page.get_by_role("link", name="Passer à la livraison").click()
    page.get_by_label("Votre adresse e-mail").fill("camille@exemple.test")
    submit(page.get_by_role("button", name="Continuer"))
    for name, value in ADDRESS.items():
        page.locator(f"[name={name}]").fill(value)
    submit(page.get_by_role("button", name="Continuer"))
    second = page.locator("form > fieldset").nth(1)
    second.get_by_role("radio", name="Point relais").check()
    second.get_by_text("Choisir le point relais").click()
    second.get_by_role("radio", name="Épicerie du Canal").check()
    assert_fit(page, "deliveries and relay points")
    submit(page.get_by_role("button", name="Continuer"))
    assert "248,15" in page.locator("main").inner_text()
    page.get_by_role("button", name="Commander avec obligation de paiement").click()


def pay(page):
    """Type the card on Mangopay's own page."""
    page.locator("[name=cardNumber]").fill(CARD)
    page.locator("[name=cardExpirationDate]").fill("12/30")
    page.locator("[name=cardCvx]").fill("123")
    page.locator("button[type=submit], button:not([type])").first.click()


def ship(new_visitor, site, vendor, number):
    """A vendor signs in, opens the order from today's work and ships it."""
    page = new_visitor(width=390)
    page.goto(f"{site}/espace-pro/commandes/{number}/")
    page.locator("[name=login]").fill(vendor.users.get().email)
    page.locator("[name=password]").fill("monquibus")
    page.locator("[name=password]").press("Enter")
    page.get_by_label("Numéro de suivi").fill("MR 5523 1180")
    submit(page.get_by_role("button", name="C’est expédié"))
    assert "Expédiée" in page.locator("main").inner_text()


def hear(mangopay):
    """Let hooks arrive and the task cluster work, every task twice as after a crash."""
    mangopay.control("POST", "quiet")
    return run_tasks(Random(0), repeated=1.0) == 0


@pytest.mark.parametrize("java_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_shopper_buys_from_three_workshops_and_each_is_paid(site, workshops, new_visitor, mangopay, java_script):
    hooks.register_hooks()
    shopper = new_visitor(width=390 if java_script else 1280, java_script_enabled=java_script)

    buy(shopper, site, workshops)
    pay(shopper)
    shopper.wait_for_url(f"{site}/commande/merci/")
    assert "Merci" in shopper.locator("h1").inner_text()
    hear(mangopay)
    assert sum("est confirmée" in message.subject for message in mail.outbox) == 1

    parts = list(VendorOrder.objects.order_by("pk"))
    assert [part.total_cents for part in parts] == [7090, 16390, 1335]
    for vendor, part in zip(workshops, parts, strict=True):
        ship(new_visitor, site, vendor, part.number)
    shopper.get_by_role("link", name="Suivre ma commande").click()
    expect(shopper.get_by_text("MR 5523 1180")).to_have_count(3)

    in_21_days = timezone.now() + timedelta(days=21)
    mangopay.control("POST", "clock", advance_seconds=21 * 86_400)
    due.settle(now=in_21_days)
    wait_until(lambda: hear(mangopay) and Payout.objects.filter(state=Payout.State.SUCCEEDED).count() == 3)

    assert Order.objects.get().status == OrderStatus.RECEIVED
    paid_out = {payout.vendor: payout.amount_cents for payout in Payout.objects.select_related("vendor")}
    assert paid_out == {release.vendor_order.vendor: release.net_cents for release in Release.objects.all()}
    assert list(paid_out.values()) == [7090 - 922, 16390 - 2290, 1335 - 92]
    assert book.balance(f"order_wallet:{Order.objects.get().number}") == 0
    assert reconcile().difference_cents == 0
