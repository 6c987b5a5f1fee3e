from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection, connections, transaction

from commerce.invoicing import append_only
from commerce.invoicing.issuing import issue
from commerce.invoicing.models import Document, InvoiceSeries
from tests.commerce.baskets import MONDAY
from tests.commerce.invoicing.test_issuing import draft
from tests.factories import VendorFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORKERS, TRIES = 8, 80


class GivenUp(Exception):
    """The transaction fails after it took a number."""


def in_threads(step):
    def work(number):
        try:
            return step(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, range(TRIES)))


def test_threads_that_issue_at_once_while_every_third_fails_leave_no_gap():
    vendor = VendorFactory()

    def attempt(number):
        with suppress(GivenUp), transaction.atomic():
            issue(draft(vendor, f"sale:{number}"), now=MONDAY)
            if number % 3 == 0:
                raise GivenUp

    in_threads(attempt)
    taken = list(Document.objects.order_by("number").values_list("number", flat=True))
    assert taken == list(range(1, len(taken) + 1))
    assert len(taken) == sum(number % 3 != 0 for number in range(TRIES))
    assert InvoiceSeries.objects.get().last_number == len(taken)


def test_threads_that_issue_the_same_document_issue_one():
    vendor = VendorFactory()
    documents = in_threads(lambda _: issue(draft(vendor), now=MONDAY))
    assert len({document.reference for document in documents}) == Document.objects.count() == 1


def test_postgresql_has_the_triggers_too():
    with transaction.atomic():
        append_only.install(connection)
        transaction.set_rollback(True)
