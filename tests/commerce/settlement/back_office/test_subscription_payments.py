"""The list of subscriptions paid by card."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.settlement.models import SubscriptionPayment
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.subscribers import billed_vendor, pay_with
from tests.local_mangopay import CARD_REFUSED

pytestmark = pytest.mark.django_db
ADDRESS = "money:subscription_payments"


def test_a_refused_card_stands_in_the_list_with_its_cause(operator, mangopay):
    vendor = billed_vendor(mangopay)
    pay_with(vendor, CARD_REFUSED)
    shown = operator.get(reverse(ADDRESS)).content.decode()
    assert vendor.name in shown
    assert str(SubscriptionPayment.objects.get().explanation) in shown


def test_the_list_asks_as_much_for_many_payments_as_for_few(operator, mangopay):
    paid = pay_with(billed_vendor(mangopay))[1]
    few = _queries(operator)
    SubscriptionPayment.objects.bulk_create(
        SubscriptionPayment(
            business_key=f"card:{number}",
            vendor_id=paid.vendor_id,
            bill_id=paid.bill_id,
            debt_id=paid.debt_id,
            kind=paid.kind,
            state=SubscriptionPayment.State.FAILED,
            amount_cents=100,
            begun_at=MONDAY,
        )
        for number in range(15)
    )
    assert _queries(operator) == few


def _queries(operator):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert operator.get(reverse(ADDRESS)).status_code == 200
    return len(queries)
