"""The portal's first page in each state: in preparation, empty, busy; with its picture of sales and announcements."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.partner.models import Partner
from tests.browser.accessibility import assert_fit
from tests.browser.test_vendor_portal import member, sign_in  # noqa: F401
from tests.commerce.baskets import MONDAY, placed
from tests.factories import AnnouncementFactory, ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)


def busy(vendor):
    """Sales over two months, late and waiting orders, sold-out pieces."""
    now = timezone.now()
    for number in range(12):
        order = placed(
            (ProductFactory(vendor=vendor, stock=9), 1 + number % 4), kinds=(("home", "collect")[number % 2],)
        )
        lifecycle.confirm(order, now=MONDAY)
        moment = now - timedelta(days=number * 4)
        VendorOrder.objects.filter(order=order).update(confirmed_at=moment, promised_on=moment.date())
    ProductFactory(vendor=vendor, stock=0)
    ProductFactory(vendor=vendor, is_public=False)


STATES = {
    "draft": lambda vendor: Partner.objects.filter(pk=vendor.pk).update(status=Partner.Status.DRAFT),
    "empty": lambda vendor: None,
    "busy": busy,
}


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
@pytest.mark.parametrize("state", STATES)
def test_the_first_page_is_accessible_in_each_state(site, new_visitor, member, sign_in, state, width, scheme):  # noqa: F811
    vendor = VendorFactory(name="Terre Courbe", member=member)
    AnnouncementFactory(importance=1)
    STATES[state](vendor)
    page = new_visitor(width=width, color_scheme=scheme)
    sign_in(page)
    page.goto(f"{site}/espace-pro/")
    assert_fit(page, state)
    if figures := page.locator("summary").all():
        figures[0].click()
        assert_fit(page, "figures")
    page.get_by_role("button", name="J’ai lu").click()
    expect(page.get_by_role("button", name="J’ai lu")).to_have_count(0)
