"""The portal in a real browser: WCAG 2.2 AA in both schemes, nothing wider than the phone in the workshop."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commerce.catalogue import preparing
from commerce.catalogue.uploads import read_picture
from commerce.invoicing.issuing import issue
from commerce.order import lifecycle
from tests.browser.accessibility import assert_fit, submit
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.catalogue.photographs import photograph
from tests.commerce.coupons import coupon_of
from tests.commerce.invoicing.test_issuing import draft
from tests.factories import (
    AnnouncementFactory,
    PlanFactory,
    ProductFactory,
    PromotionFactory,
    UserFactory,
    VendorFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

#: Colours don't depend on the width, nor sizes on the colours.
SCREENS = [(390, "light"), (1280, "dark")]


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def pages(member):
    """Addresses of one page of each kind, with work on it."""
    vendor = VendorFactory(name="Terre Courbe", member=member)
    VendorFactory(name="Zinc et laiton", member=member)
    bowl = ProductFactory(title="Bol bleuté, grès de Puisaye", vendor=vendor)
    ProductFactory(title="Vase parti", vendor=vendor, stock=0)
    parcel, collection = placed(bowl), placed(bowl, kinds=("collect",))
    for order in (parcel, collection):
        lifecycle.confirm(order, now=MONDAY)
    numbers = [order.vendor_orders.get().number for order in (parcel, collection)]
    dear = PlanFactory(code="abonnement", name="Abonnement", kind="subscription", terms__yearly_fee_cents=19_000)
    for number in range(3):
        issue(draft(vendor, f"sale:{number}"), now=timezone.now())
    AnnouncementFactory()
    promotion, coupon = PromotionFactory(vendor=vendor), coupon_of(vendor)
    piece = preparing.prepare(vendor, "d" * 32, title="Vase en préparation", pictures=[read_picture(photograph())])
    names = (
        "home",
        "orders",
        "products",
        "stock",
        "market",
        "product-add",
        "promotions",
        "promotion-add",
        "coupons",
        "coupon-add",
        "money",
        "statistics",
        "plan",
        "documents",
        "mandate",
        "tax-identity",
    )
    address = {name: reverse(f"vendor_portal:{name}") for name in names}
    return {
        **address,
        "parcel": reverse("vendor_portal:order", args=numbers[:1]),
        "collection": reverse("vendor_portal:order", args=numbers[1:]),
        "product": reverse("vendor_portal:product", args=[bowl.stockrecords.get().pk]),
        "promotion": reverse("vendor_portal:promotion", args=[promotion.pk]),
        "coupon": reverse("vendor_portal:coupon", args=[coupon.pk]),
        "draft": reverse("vendor_portal:product", args=[piece.pk]),
        "preview": reverse("vendor_portal:product-preview", args=[piece.pk]),
        "discard": reverse("vendor_portal:product-discard", args=[piece.pk]),
        "plan switch": f"{reverse('vendor_portal:plan-switch')}?formule={dear.pk}&paiement=yearly",
        "delivery settings": reverse("vendor_portal:delivery-settings"),
    }


@pytest.fixture
def sign_in(site, member):
    """Gives a browser's page the member's session."""

    def give(page):
        client = Client()
        client.force_login(member)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
        page.context.add_cookies([session])

    return give


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_of_the_portal_is_accessible_and_fits_its_screen(site, new_visitor, pages, sign_in, width, scheme):
    page = new_visitor(width=width, color_scheme=scheme)
    page.goto(site + pages["home"])
    assert_fit(page, "welcome")
    sign_in(page)
    for name, path in pages.items():
        assert page.goto(site + path).status == 200, name
        assert_fit(page, name)


def test_a_refused_code_stays_in_its_field_with_the_reason_tied_to_it(site, new_visitor, pages, sign_in):
    page = new_visitor(width=390, java_script_enabled=False)
    sign_in(page)
    page.goto(site + pages["collection"])
    page.get_by_label("Code de retrait").fill("ZZZZZZ")
    submit(page.get_by_role("button", name="C’est remis"))
    field = page.get_by_label("Code de retrait")
    assert field.input_value() == "ZZZZZZ"
    assert field.get_attribute("aria-invalid") == "true"
