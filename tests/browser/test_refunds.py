"""Money that goes back, in a real browser: by vendor and by buyer, on a phone, by keyboard, without script."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.settlement import debts, refund_decision, refunds
from commerce.settlement.models import Debt, Payout, Refund
from commerce.settlement.refund_request import Wanted
from tests.browser.accessibility import assert_fit
from tests.browser.test_vendor_portal import sign_in  # noqa: F401
from tests.commerce.settlement.orders import order_of, paid
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)
WALKS = [(width, with_script) for width in (390, 1280) for with_script in (True, False)]


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def part(mangopay, member):
    """A vendor's part of an order over two workshops, with a refund, a debt and a transfer that came back."""
    vendor = VendorFactory(name="Terre Courbe", member=member)
    now = timezone.now() - timedelta(hours=1)
    order = paid(mangopay, order_of(vendor, VendorFactory(name="Zinc et laiton")), now=now)
    part = order.vendor_orders.get(vendor=vendor)
    refund = refund_decision.decide(
        part, Wanted(goods_cents=300), reason=Refund.Reason.GESTURE, door=Refund.Door.VENDOR, now=now
    )
    refunds.carry_on(refund, now=now)
    debts.owe(
        vendor,
        kind=Debt.Kind.SUBSCRIPTION,
        business_key="test:1",
        amount_cents=1_900,
        description="Abonnement de novembre",
        now=now,
    )
    Payout.objects.create(
        vendor=vendor, day=now.date(), business_key="payout:t", amount_cents=900, state="failed", result_code="121001"
    )
    return part


@pytest.mark.parametrize(("width", "with_script"), WALKS)
def test_a_vendor_refunds_in_two_pages(site, new_visitor, part, sign_in, width, with_script):  # noqa: F811
    page = new_visitor(width=width, java_script_enabled=with_script)
    sign_in(page)
    page.goto(site + reverse("vendor_portal:money"))
    seen(page, "money", with_script)
    page.goto(site + reverse("vendor_portal:order", args=[part.number]))
    seen(page, "order", with_script)
    page.locator("#rembourser summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Un montant sur les articles").fill("99")
    page.get_by_label("Motif").select_option("damaged")
    page.get_by_label("Un mot pour l’acheteur").fill("Un éclat sur le bord")
    page.get_by_role("button", name="Voir ce que cela coûte").focus()
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    seen(page, "refused", with_script)
    assert page.get_by_label("Un mot pour l’acheteur").input_value() == "Un éclat sur le bord"
    page.get_by_label("Un montant sur les articles").fill("12,50")
    page.get_by_role("button", name="Voir ce que cela coûte").click()
    page.get_by_role("heading", name="Ce que cela vous coûte").wait_for()
    seen(page, "confirm", with_script)
    page.get_by_role("button", name="Rembourser 12,50").focus()
    page.keyboard.press("Enter")
    page.get_by_text("L’acheteur est remboursé de 12,50").wait_for()
    seen(page, "done", with_script)
    assert Refund.objects.filter(goods_cents=1250).count() == 1


@pytest.mark.parametrize(("width", "with_script"), WALKS)
def test_a_buyer_calls_off_in_two_pages(site, new_visitor, part, width, with_script):
    page = new_visitor(width=width, java_script_enabled=with_script)
    order = part.order
    page.goto(site + reverse("customer:anon-order", args=[order.number, order.verification_hash()]))
    seen(page, "buyer", with_script)
    page.get_by_role("link", name="Annuler la commande chez Terre Courbe").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ce qui vous est rendu").wait_for()
    seen(page, "cancel", with_script)
    page.get_by_role("button", name="Annuler et récupérer").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Annulée et remboursée").wait_for()
    seen(page, "cancelled", with_script)
    part.refresh_from_db()
    assert part.status == "cancelled"


def seen(page, name, with_script):
    """Whoever walks sees a page that is accessible and fits the screen. axe needs scripts to look."""
    if with_script:
        assert_fit(page, name)
