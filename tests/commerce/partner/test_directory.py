import pytest

from commerce.partner.directory import directory_page
from commerce.partner.models import Partner
from commerce.plans.models import Plan
from tests.commerce.catalogue.shelves import with_picture
from tests.factories import PlanFactory, ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db


def test_the_directory_shows_open_shops_and_those_on_holiday_by_name():
    VendorFactory(name="Zinc")
    VendorFactory(name="Argile", status=Partner.Status.PAUSED)
    VendorFactory(name="Brouillon", status=Partner.Status.DRAFT)
    VendorFactory(name="Fermé", status=Partner.Status.CLOSED)
    _page, shops = directory_page(1)
    assert [shop.name for shop in shops] == ["Argile", "Zinc"]


def test_a_shop_card_counts_what_is_on_display_and_shows_three_pictures_at_most():
    vendor = VendorFactory()
    for _ in range(4):
        with_picture(ProductFactory(vendor=vendor))
    with_picture(ProductFactory(vendor=vendor, is_public=False))
    _page, [shop] = directory_page(1)
    assert (shop.product_count, len(shop.pictures)) == (4, 3)


@pytest.mark.parametrize("status", [Partner.Status.OPEN, Partner.Status.PAUSED])
def test_only_a_shop_on_holiday_says_so(client, status):
    vendor = VendorFactory(status=status)
    content = client.get(vendor.get_absolute_url()).content.decode()
    assert ("en congé" in content) == (status == Partner.Status.PAUSED)


def test_a_shop_that_only_lists_says_that_it_does_not_sell_here(client):
    vendor = VendorFactory(plan=PlanFactory(code="listing", kind=Plan.Kind.LISTING))
    assert "ne vend pas en ligne" in client.get(vendor.get_absolute_url()).content.decode()


@pytest.mark.parametrize("status", [Partner.Status.DRAFT, Partner.Status.CLOSED])
def test_a_shop_that_is_not_shown_is_not_found(client, status):
    assert client.get(VendorFactory(status=status).get_absolute_url()).status_code == 404
