"""The invariants of the documents hold after honest work, and each notices what it is there to notice."""

import pytest
from django.db import connection

from simulation.papers import documents_are_what_they_bill, invoices_are_the_fees_in_the_book, numbers_have_no_gap
from tests.commerce.invoicing.documents import IN_JANUARY, billed, sold

pytestmark = pytest.mark.django_db


def wrong(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def life(mangopay):
    part = sold(mangopay)
    sold(mangopay, part.vendor)
    billed(part.vendor)
    for holds in (numbers_have_no_gap, invoices_are_the_fees_in_the_book, documents_are_what_they_bill):
        assert holds(IN_JANUARY)


@pytest.mark.usefixtures("life")
def test_a_number_that_is_skipped_is_noticed():
    wrong("UPDATE invoicing_document SET number = 2")
    assert not numbers_have_no_gap(IN_JANUARY)


@pytest.mark.usefixtures("life")
def test_a_fee_that_no_invoice_bills_is_noticed():
    wrong("DELETE FROM invoicing_movement WHERE id = (SELECT MIN(id) FROM invoicing_movement)")
    assert not invoices_are_the_fees_in_the_book(IN_JANUARY)


@pytest.mark.usefixtures("life")
def test_an_invoice_of_another_sum_than_its_fees_is_noticed():
    wrong("UPDATE invoicing_document SET net_cents = net_cents + 1, total_cents = total_cents + 1")
    assert not documents_are_what_they_bill(IN_JANUARY)
