import pytest
from django.utils.formats import date_format

from commerce.partner.directory import directory_page
from commerce.partner.models import Partner
from commerce.plans.models import Plan
from tests.commerce.catalogue.shelves import with_picture
from tests.factories import PlanFactory, ProductFactory, VendorFactory, on_holiday

pytestmark = pytest.mark.django_db


def test_the_directory_shows_open_shops_and_those_on_holiday_by_name():
    VendorFactory(name="Zinc")
    on_holiday(VendorFactory(name="Argile"))
    VendorFactory(name="Brouillon", status=Partner.Status.DRAFT)
    VendorFactory(name="Fermé", status=Partner.Status.CLOSED)
    VendorFactory(name="Suspendu", status=Partner.Status.SUSPENDED)
    _page, shops = directory_page(1)
    assert [(shop.name, bool(shop.holiday)) for shop in shops] == [("Argile", True), ("Zinc", False)]


def test_a_shop_card_counts_what_is_on_display_and_shows_three_pictures_at_most():
    vendor = VendorFactory()
    for _ in range(4):
        with_picture(ProductFactory(vendor=vendor))
    with_picture(ProductFactory(vendor=vendor, is_public=False))
    _page, [shop] = directory_page(1)
    assert (shop.product_count, len(shop.pictures)) == (4, 3)


def test_only_a_shop_on_holiday_says_so_with_the_return_and_the_message(client):
    vendor = VendorFactory()
    assert "en congé" not in client.get(vendor.get_absolute_url()).content.decode()
    back_on = on_holiday(vendor, message="Vendanges <b>oblige</b>").absence.back_on
    content = client.get(vendor.get_absolute_url()).content.decode()
    assert "Vendanges &lt;b&gt;oblige" in content
    assert date_format(back_on, "l j F") in content


def test_a_shop_that_only_lists_says_that_it_does_not_sell_here(client):
    vendor = VendorFactory(plan=PlanFactory(code="listing", kind=Plan.Kind.LISTING))
    assert "ne vend pas en ligne" in client.get(vendor.get_absolute_url()).content.decode()


@pytest.mark.parametrize("status", Partner.LEAVING)
def test_a_shop_that_leaves_keeps_its_address_and_says_so(client, status):
    product = ProductFactory(vendor__status=status)
    for address in (product.vendor.get_absolute_url(), product.get_absolute_url()):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "sa boutique" in answer.content.decode()
    assert client.get("/ateliers/").content.decode().count(product.vendor.name) == 0


@pytest.mark.parametrize("status", [Partner.Status.DRAFT, Partner.Status.SUSPENDED])
def test_a_shop_that_is_not_shown_is_not_found(client, status):
    assert client.get(VendorFactory(status=status).get_absolute_url()).status_code == 404
