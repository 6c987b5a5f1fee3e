from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum

from commerce.invoicing import commission
from commerce.invoicing.models import Document, InvoiceSeries, Movement
from commerce.ledger.models import Entry
from commerce.settlement import due
from tests.commerce.baskets import MONDAY
from tests.commerce.invoicing.documents import IN_JANUARY, billed, sold
from tests.commerce.settlement.orders import DUE, ready_vendor
from tests.factories import PlanFactory

pytestmark = pytest.mark.django_db


def booked(account):
    return Entry.objects.filter(account__code=account).aggregate(total=Sum("amount_cents"))["total"] or 0


def test_the_month_s_invoice_is_the_ledger_s_fees_to_the_cent(mangopay):
    vendor = ready_vendor(mangopay)
    for price in ("40.00", "33.33", "0.07", "118.59"):
        sold(mangopay, vendor, price=price)
    (invoice,) = billed(vendor)
    assert invoice.net_cents == booked("fees:commission")
    assert invoice.vat_cents == booked("fees:commission_vat")
    assert invoice.total_cents == invoice.net_cents + invoice.vat_cents
    assert sum(line["net_cents"] for line in invoice.data["lines"]) == invoice.net_cents
    assert sum(tax["vat_cents"] for tax in invoice.data["taxes"]) == invoice.vat_cents


def test_the_vat_is_the_sum_of_what_was_booked_and_not_computed_again(mangopay):
    vendor = ready_vendor(mangopay, plan=PlanFactory(code="third", terms__commission_rate=Decimal("5.05")))
    for _ in range(3):
        sold(mangopay, vendor, price="4.00")
    (invoice,) = billed(vendor)
    assert (invoice.net_cents, invoice.vat_cents) == (60, 12)
    assert booked("fees:commission_vat") == 12


def test_a_month_that_is_not_over_is_not_invoiced(mangopay):
    part = sold(mangopay)
    assert list(commission.months_to_bill(DUE)) == []
    assert billed(part.vendor, now=DUE) == []


def test_each_fee_is_billed_once_however_often_the_night_comes(mangopay):
    part = sold(mangopay)
    assert len(billed(part.vendor)) == 1
    assert billed(part.vendor) == []
    assert Document.objects.count() == Movement.objects.count() == InvoiceSeries.objects.get().last_number == 1


def test_every_month_has_its_own_invoice_and_a_fee_that_came_late_its_own_too(mangopay):
    vendor = ready_vendor(mangopay)
    sold(mangopay, vendor, now=DUE)
    sold(mangopay, vendor, now=DUE + timedelta(days=31))
    december, january = billed(vendor, now=IN_JANUARY + timedelta(days=31))
    assert [d.data["title"] for d in (december, january)] == [
        "Commissions de décembre 2026",
        "Commissions de janvier 2027",
    ]
    sold(mangopay, vendor, now=DUE)
    (late,) = billed(vendor, now=IN_JANUARY + timedelta(days=31))
    assert late.data["title"] == december.data["title"]
    assert late.business_key == f"commission:{vendor.pk}:2026-12:2"


def test_the_nightly_check_bills_every_vendor_and_knows_that_it_did(mangopay):
    vendors = [sold(mangopay).vendor for _ in range(2)]
    due.check_nightly(now=IN_JANUARY)
    due.check_nightly(now=IN_JANUARY)
    assert sorted(Document.objects.values_list("vendor", flat=True)) == sorted(vendor.pk for vendor in vendors)
    assert list(Document.objects.order_by("number").values_list("reference", flat=True)) == [
        "MQ-2027-00001",
        "MQ-2027-00002",
    ]


def test_the_invoice_says_who_sells_to_whom_and_that_nothing_is_left_to_pay(mangopay):
    (invoice,) = billed(sold(mangopay).vendor)
    data = invoice.data
    assert data["seller"]["siret"]
    assert data["seller"]["vat_number"].startswith("FR")
    assert data["buyer"]["siret"] == "73282932000074"
    assert data["due_cents"] == 0
    assert any("40 €" in mention for mention in data["mentions"])


def test_what_the_nightly_check_asks_for_costs_the_same_however_many_fees(mangopay, django_assert_num_queries):
    vendor = ready_vendor(mangopay)
    for _ in range(3):
        sold(mangopay, vendor)
    with django_assert_num_queries(6):
        list(commission.months_to_bill(MONDAY + timedelta(days=45)))
