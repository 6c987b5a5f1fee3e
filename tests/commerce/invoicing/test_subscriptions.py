from datetime import timedelta
from decimal import Decimal

import pytest
from facturx import get_facturx_xml_from_pdf
from lxml import etree

from commerce.invoicing import commission, copies
from commerce.invoicing.models import Document
from commerce.plans.models import SubscriptionBill
from tests.commerce.baskets import MONDAY
from tests.commerce.invoicing.documents import IN_JANUARY, billed, sold
from tests.factories import PlanFactory, VendorFactory

pytestmark = pytest.mark.django_db
Kind = Document.Kind


@pytest.fixture
def bill():
    """A subscription of 19 € a month, billed in November."""
    plan = PlanFactory(code="abonnement", name="Abonnement", kind="subscription", terms__commission_rate=Decimal(6))
    starts_on = MONDAY.date()
    return SubscriptionBill.objects.create(
        vendor=VendorFactory(plan=plan),
        plan=plan,
        period="monthly",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=30),
        net_cents=1900,
        vat_cents=380,
        billed_at=MONDAY,
    )


def test_a_subscription_is_a_line_of_its_month_and_still_due(bill):
    assert list(commission.months_to_bill(IN_JANUARY)) == [bill.vendor]
    (invoice,) = billed(bill.vendor)
    assert (invoice.net_cents, invoice.vat_cents, invoice.data["due_cents"]) == (1900, 380, 2280)
    assert invoice.data["title"] == "Commissions de novembre 2026"
    assert "Abonnement" in invoice.data["lines"][0]["label"]
    xml = etree.fromstring(get_facturx_xml_from_pdf(copies.pdf_of(invoice), check_xsd=True)[1])
    assert [xml.findtext(f".//{{*}}{name}") for name in ("TotalPrepaidAmount", "DuePayableAmount")] == [
        "0.00",
        "22.80",
    ]
    assert list(commission.months_to_bill(IN_JANUARY)) == []
    assert billed(bill.vendor) == []


def test_commissions_are_paid_and_the_subscription_beside_them_is_not(bill, mangopay):
    vendor = sold(mangopay).vendor
    SubscriptionBill.objects.update(vendor=vendor, billed_at=IN_JANUARY - timedelta(days=20))
    (invoice,) = billed(vendor)
    assert invoice.total_cents == 576 + 2280
    assert [payment["cents"] for payment in invoice.data["payments"]] == [576]
    assert invoice.data["due_cents"] == 2280


def test_a_subscription_that_was_given_up_is_credited_once_and_names_its_invoice(bill):
    (invoice,) = billed(bill.vendor)
    SubscriptionBill.objects.update(cancelled_cents=2280, fell_back_at=IN_JANUARY)
    in_february = IN_JANUARY + timedelta(days=31)
    (note,) = billed(bill.vendor, now=in_february)
    assert (note.kind, note.corrects, note.net_cents, note.vat_cents) == (Kind.COMMISSION_CREDIT, invoice, 1900, 380)
    assert copies.pdf_of(note).startswith(b"%PDF")
    assert billed(bill.vendor, now=in_february) == []
