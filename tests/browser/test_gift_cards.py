"""A gift card, given on a telephone: every page of it is accessible and fits."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from commerce.gift_cards import letters
from commerce.order.models import Order
from commerce.settlement import payins
from tests.browser.accessibility import assert_fit, submit
from tests.browser.test_people import enter  # noqa: F401
from tests.commerce.gift_cards.cards import card_of, selling_cards
from tests.factories import UserFactory, VendorFactory
from tests.local_mangopay import open_account

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_gift_card_is_given_without_scripts(site, new_visitor, enter, mangopay, scheme):  # noqa: F811
    cache.clear()
    owner = UserFactory()
    shop = selling_cards(open_account(VendorFactory(member=owner), mangopay))
    page = new_visitor(width=390, java_script_enabled=False, color_scheme=scheme)
    page.goto(site + shop.get_absolute_url())
    page.get_by_role("link", name="Offrir un bon cadeau").click()
    submit(page.get_by_role("button", name="Relire avant de commander"))
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    for name, value in {"amount": "50", "to_name": "Maëlle", "from_name": "Lou", "email": "lou@exemple.test"}.items():
        page.locator(f"[name={name}]").fill(value)
    submit(page.get_by_role("button", name="Relire avant de commander"))
    submit(page.get_by_role("button", name="Commander avec obligation de paiement"))
    order = Order.objects.get()
    mangopay.pay(order.pay_in.redirect_url)
    payins.conclude_order(order, now=timezone.now())
    seen = new_visitor(width=390, color_scheme=scheme)
    offer, balance = reverse("gift_cards:offer", args=[shop.code]), reverse("gift_cards:balance")
    for path in (offer, letters.card_path(card_of(order)), balance):
        seen.goto(site + path)
        assert_fit(seen, path)
    assert_fit(enter(owner, reverse("vendor_portal:gift-cards"), width=390, color_scheme=scheme), "portal")
