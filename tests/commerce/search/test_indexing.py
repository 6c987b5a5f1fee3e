"""The search index follows what is saved: each piece at once, many together at the end."""

from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.models import IndexEntry

from commerce.catalogue.models import Product
from commerce.catalogue.preparing import describe
from commerce.search.indexing import index_products, indexed_together
from commerce.search.matching import matching_products
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db


def test_a_piece_is_found_once_it_is_saved_and_no_more_once_it_is_deleted():
    product = ProductFactory(title="Jatte")
    assert matching_products("jatte") == [product.pk]
    describe(product, title="Écuelle", description="Grès")
    assert (matching_products("jatte"), matching_products("écuelle")) == ([], [product.pk])
    product.delete()
    assert matching_products("écuelle") == []


def test_what_is_saved_together_is_found_at_the_end():
    with indexed_together():
        product = ProductFactory(title="Jatte")
        with indexed_together():
            ProductFactory(title="Écuelle")
        assert matching_products("jatte écuelle") == []
    assert matching_products("jatte") == [product.pk]
    assert matching_products("écuelle")


def test_what_failed_inside_or_is_gone_is_left_out():
    with suppress(ZeroDivisionError), indexed_together():
        ProductFactory(title="Jatte")
        raise ZeroDivisionError
    assert matching_products("jatte") == []
    with indexed_together():
        ProductFactory(title="Écuelle").delete()
    assert matching_products("écuelle") == []


def test_variants_have_no_entry():
    parent = ProductFactory(structure="parent", title="Bague")
    with indexed_together():
        child = ProductFactory(structure="child", parent=parent, vendor=parent.vendor, title="Alliance")
    assert child.pk not in matching_products("alliance")


def test_sixty_new_pieces_are_indexed_in_as_many_queries_as_two():
    vendor, counts = VendorFactory(), []
    for more in (2, 58):
        for _n in range(more):
            ProductFactory(vendor=vendor)
        IndexEntry.objects.all().delete()
        with CaptureQueriesContext(connection) as seen:
            index_products(Product.objects.values_list("pk", flat=True))
        counts.append(len(seen))
    assert counts[0] == counts[1]
