from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.partner.models import Partner
from commerce.partner.strategy import MarketplaceStrategy, tax_included
from commerce.plans.models import Plan
from tests.factories import PlanFactory, ProductFactory, VendorFactory

RATES = [Decimal("0"), Decimal("5.50"), Decimal("20.00")]


@given(st.decimals(Decimal("0.01"), Decimal("99999"), places=2), st.sampled_from(RATES))
def test_the_price_shown_is_the_price_paid_whatever_the_vat(price, rate):
    policy = tax_included(price, rate)
    assert policy.incl_tax == price == policy.effective_price
    assert policy.excl_tax + policy.tax == price
    assert abs(policy.excl_tax * rate / 100 - policy.tax) <= Decimal("0.02")


def info(product):
    return MarketplaceStrategy().fetch_for_product(product)


@pytest.mark.django_db
def test_a_sold_out_product_can_not_be_bought():
    assert not info(ProductFactory(stock=0)).availability.is_available_to_buy


@pytest.mark.django_db
def test_a_product_taken_offline_can_not_be_bought():
    assert not info(ProductFactory(is_public=False)).availability.is_available_to_buy


@pytest.mark.django_db
def test_a_variant_of_a_product_taken_offline_can_not_be_bought():
    parent = ProductFactory(structure="parent", is_public=False)
    child = ProductFactory(structure="child", parent=parent, vendor=parent.vendor, product_class=None)
    assert not info(child).availability.is_available_to_buy


@pytest.mark.django_db
@pytest.mark.parametrize("status", [Partner.Status.DRAFT, Partner.Status.CLOSING, Partner.Status.CLOSED])
def test_a_shop_that_is_not_open_sells_nothing(status):
    product = ProductFactory(vendor=VendorFactory(status=status))
    permitted, reason = info(product).availability.is_purchase_permitted(1)
    assert not permitted
    assert "atelier" in reason


@pytest.mark.django_db
def test_a_simple_listing_sells_nothing_online():
    plan = PlanFactory(code="vitrine", kind=Plan.Kind.LISTING)
    assert not info(ProductFactory(vendor=VendorFactory(plan=plan))).availability.is_available_to_buy


@pytest.mark.django_db
def test_a_product_with_variants_starts_at_its_lowest_price():
    parent = ProductFactory(structure="parent")
    for price in (40, 25, 60):
        ProductFactory(
            structure="child", parent=parent, vendor=parent.vendor, product_class=None, price=Decimal(price)
        )
    assert MarketplaceStrategy().fetch_for_parent(parent).price.incl_tax == 25
