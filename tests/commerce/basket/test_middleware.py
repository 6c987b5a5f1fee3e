"""The header counts the basket's articles, whoever asks, and loads nothing else for it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.basket.models import Basket
from tests.factories import CountryFactory, ProductFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/retractation/"


@pytest.fixture
def bowl():
    CountryFactory()
    return ProductFactory(stock=9)


def put_in(client, product, quantity):
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": quantity})


def counted(client):
    """The number beside « Panier » on a page that has nothing to do with baskets."""
    header = client.get(PAGE).content.decode().partition("</header>")[0]
    found = re.search(r"Panier\D*?(\d+) article", re.sub(r"<[^>]+>", " ", header))
    return int(found[1]) if found else 0


def test_a_visitor_and_a_buyer_read_how_many_articles_they_have(client, bowl):
    assert counted(client) == 0
    put_in(client, bowl, 2)
    put_in(client, ProductFactory(), 1)
    assert counted(client) == 3


def test_what_a_visitor_chose_is_counted_with_the_rest_after_signing_in(client, bowl):
    buyer, other = UserFactory(), ProductFactory()
    client.force_login(buyer)
    put_in(client, other, 1)
    client.logout()
    put_in(client, bowl, 2)
    client.force_login(buyer)
    assert counted(client) == 3
    assert Basket.open.get(owner=buyer).num_items == 3


def test_lines_and_offers_are_not_loaded_to_be_counted(client, bowl):
    client.force_login(UserFactory())
    put_in(client, bowl, 2)
    counted(client)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert counted(client) == 2
    about = [query["sql"] for query in asked if "basket_line" in query["sql"]]
    assert len(about) == 1
    assert "SUM" in about[0]
    assert not [query["sql"] for query in asked if "catalogue_product" in query["sql"] or "offer_" in query["sql"]]
