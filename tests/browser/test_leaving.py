"""Pausing and leaving in a real browser, on the phone in the workshop."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from commerce.order import lifecycle
from commerce.partner.models import Holiday
from tests.browser.accessibility import assert_fit, assert_fit_at_both_ends, submit
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, UserFactory, VendorFactory, on_holiday, with_second_factor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def vendor(member):
    return VendorFactory(name="Terre Courbe", member=member)


@pytest.fixture
def signed_in(site, new_visitor, member):
    """A page of a member's phone."""
    client = with_second_factor(Client(), member)
    page = new_visitor(width=390)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return page


def test_a_potter_plans_a_holiday_and_visitors_read_it(site, signed_in, vendor, new_visitor):
    bowl = ProductFactory(vendor=vendor)
    lifecycle.confirm(placed(bowl), now=MONDAY)
    page, today = signed_in, timezone.localdate()
    page.goto(site + reverse("vendor_portal:holidays"))
    assert_fit(page, "holidays")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".field-wrong").first).to_be_visible()
    assert_fit_at_both_ends(page, "holidays, refused")
    page.get_by_label("Premier jour d’absence").fill(today.isoformat())
    page.get_by_label("Jour de retour").fill((today + timedelta(days=9)).isoformat())
    page.get_by_label("Message aux visiteurs").fill("Nous cuisons au bois en Bourgogne.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("button", name="Je suis de retour")).to_be_visible()
    assert_fit_at_both_ends(page, "holidays, one running")
    page.get_by_role("link", name="Modifier").click()
    expect(page.get_by_role("heading", name="Modifier un congé")).to_be_visible()
    assert_fit_at_both_ends(page, "holiday")
    visitor = new_visitor(width=390)
    for address in (vendor.get_absolute_url(), bowl.get_absolute_url()):
        visitor.goto(site + address)
        expect(visitor.get_by_text("Nous cuisons au bois en Bourgogne.")).to_be_visible()
        expect(visitor.get_by_role("button", name="Ajouter au panier")).to_have_count(0)
        assert_fit_at_both_ends(visitor, address)
    page.goto(site + reverse("vendor_portal:holidays"))
    page.get_by_role("button", name="Je suis de retour").click()
    expect(page.get_by_role("heading", name="Congés passés")).to_be_visible()
    assert Holiday.objects.get().ends_at <= timezone.now()


def test_a_basket_explains_a_holiday_and_a_closed_shop_stays_kind(site, new_visitor, vendor):
    bowl, page = ProductFactory(vendor=vendor), new_visitor(width=390)
    page.goto(site + bowl.get_absolute_url())
    submit(page.get_by_role("button", name="Ajouter au panier"))
    on_holiday(vendor)
    page.goto(site + "/panier/")
    expect(page.locator(".notice-trouble")).to_contain_text("en congé")
    assert_fit(page, "basket with a holiday")
    type(vendor).objects.filter(pk=vendor.pk).update(status="closed")
    page.goto(site + vendor.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("a fermé")
    assert_fit_at_both_ends(page, "closed shop")


def test_a_potter_closes_the_shop_and_thinks_again(site, signed_in, vendor):
    lifecycle.confirm(placed(ProductFactory(vendor=vendor)), now=MONDAY)
    page = signed_in
    page.goto(site + reverse("vendor_portal:closing"))
    assert_fit(page, "closing")
    page.get_by_label("Pour confirmer").fill("Terre")
    page.get_by_role("button", name="Fermer ma boutique").click()
    expect(page.locator(".field-wrong")).to_have_count(1)
    assert_fit_at_both_ends(page, "closing, refused")
    page.get_by_label("Pour confirmer").fill("terre courbe")
    page.get_by_role("button", name="Fermer ma boutique").click()
    expect(page.get_by_role("button", name="Je reste")).to_be_visible()
    assert_fit_at_both_ends(page, "closing, asked")
    page.get_by_role("button", name="Je reste").click()
    expect(page.get_by_role("heading", name="Si vous fermez")).to_be_visible()


def test_a_potter_takes_all_the_shops_data_along(site, signed_in, vendor):
    page = signed_in
    page.goto(site + reverse("vendor_portal:data"))
    assert_fit(page, "data")
    page.get_by_role("button", name="Préparer mon fichier").click()
    expect(page.get_by_text("un courriel vous dit quand")).to_be_visible()
    page.goto(site + reverse("vendor_portal:data"))
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Télécharger").click()
    assert fetched.value.suggested_filename.endswith(".zip")
    assert_fit_at_both_ends(page, "data, ready")


def test_a_buyer_reads_what_stays_before_deleting_the_account(site, signed_in):
    page = signed_in
    page.goto(site + reverse("leaving:delete-account"))
    expect(page.get_by_role("heading", name="Ce qui est effacé aussitôt")).to_be_visible()
    assert_fit(page, "delete account")
    page.get_by_role("button", name="Supprimer mon compte").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Supprimer mon compte")
