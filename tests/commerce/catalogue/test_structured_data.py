import json
import re
from decimal import Decimal

import pytest

from tests.commerce.promotions.test_prices import for_months
from tests.factories import PlanFactory, ProductFactory, PromotionFactory, VendorFactory

pytestmark = pytest.mark.django_db


def data_of(client, product):
    """The data block of the product's page, as a search engine reads it."""
    page = client.get(product.get_absolute_url()).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(block)


def test_the_offer_has_the_price_that_is_shown_while_a_promotion_runs(client):
    product = for_months(ProductFactory(price=Decimal("36.50")))
    assert data_of(client, product)["offers"]["price"] == "36.50"
    promotion = PromotionFactory(vendor=product.vendor, percent=20)
    offer = data_of(client, product)["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("29.20", "EUR")
    assert offer["priceValidUntil"] <= promotion.ends_at.date().isoformat()
    assert offer["url"].startswith("http")


@pytest.mark.parametrize(
    ("making", "stock", "availability"),
    [("ready", 1, "InStock"), ("ready", 0, "OutOfStock"), ("order", 3, "MadeToOrder")],
)
def test_the_offer_says_whether_it_can_be_bought(client, making, stock, availability):
    product = ProductFactory(making=making, stock=stock, preparation_days=5)
    assert data_of(client, product)["offers"]["availability"].endswith(f"/{availability}")


def test_variants_of_several_prices_are_an_aggregate(client):
    vendor = VendorFactory()
    parent = ProductFactory(structure="parent", vendor=vendor)
    for price in (20, 35):
        ProductFactory(structure="child", parent=parent, product_class=None, vendor=vendor, price=Decimal(price))
    offers = data_of(client, parent)["offers"]
    assert (offers["@type"], offers["lowPrice"], offers["highPrice"]) == ("AggregateOffer", "20.00", "35.00")


def test_a_listing_offers_nothing_here(client):
    vendor = VendorFactory(plan=PlanFactory(code="annuaire", kind="listing"))
    assert "offers" not in data_of(client, ProductFactory(vendor=vendor))


def test_what_a_vendor_types_stays_data(client):
    evil = "</script><script>alert(1)</script><!--"
    product = ProductFactory(title=evil, description=evil)
    assert data_of(client, product)["name"] == evil
    assert "<script>alert" not in client.get(product.get_absolute_url()).content.decode()
