"""Oscar's dashboard is the operator's: every list and detail opens on our models, and nobody else enters."""

import pytest
from django.urls import reverse

from commerce.catalogue.models import Product
from commerce.order import lifecycle
from commerce.partner.models import Partner
from tests.commerce.baskets import MONDAY, placed
from tests.factories import PlanFactory, ProductClassFactory, ProductFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGES = [
    "dashboard:index",
    "dashboard:order-list",
    "dashboard:order-stats",
    "dashboard:catalogue-product-list",
    "dashboard:catalogue-category-list",
    "dashboard:voucher-list",
    "dashboard:offer-list",
    "dashboard:range-list",
    "dashboard:partner-list",
    "dashboard:users-index",
    "dashboard:reports-index",
    "dashboard:shipping-method-list",
]


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("name", PAGES)
def test_every_list_opens(operator, name):
    placed(ProductFactory())
    assert operator.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_buyer_does_not_enter(client, name):
    client.force_login(UserFactory())
    assert client.get(reverse(name)).status_code in (302, 403)


def test_an_order_opens_with_its_derived_status(operator):
    order = placed(ProductFactory(), ProductFactory())
    lifecycle.confirm(order, now=MONDAY)
    page = operator.get(reverse("dashboard:order-detail", args=[order.number]))
    assert page.status_code == 200


def test_a_products_form_opens(operator):
    product = ProductFactory()
    assert operator.get(reverse("dashboard:catalogue-product", args=[product.pk])).status_code == 200


def test_orders_can_be_searched_without_a_stored_status(operator):
    placed(ProductFactory())
    page = operator.get(reverse("dashboard:order-list"), {"order_number": "100", "status": "x"})
    assert page.status_code in (200, 302)


def test_a_vendor_made_in_the_dashboard_is_a_draft_with_a_plan(operator):
    plan = PlanFactory()
    operator.post(reverse("dashboard:partner-create"), {"name": "Atelier neuf", "plan": plan.pk})
    assert Partner.objects.get().status == Partner.Status.DRAFT


def test_a_vendor_without_a_plan_is_refused_beside_the_field(operator):
    page = operator.post(reverse("dashboard:partner-create"), {"name": "Atelier neuf"})
    assert page.status_code == 200
    assert not Partner.objects.exists()


def test_a_product_can_not_be_made_without_its_maker(operator):
    product_class = ProductClassFactory()
    address = reverse("dashboard:catalogue-product-create", args=[product_class.slug])
    page = operator.post(address, {"title": "Sans auteur", "structure": "standalone", "action": "save"})
    assert page.status_code == 200
    assert not Product.objects.exists()
