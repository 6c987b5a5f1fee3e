"""What refunds do to documents: fees given back, and credit notes of the vendors to their buyers."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db.models import Sum
from facturx import get_facturx_xml_from_pdf
from lxml import etree
from pypdf import PdfReader

from commerce.compliance.dac7 import seller_year
from commerce.invoicing import copies, credit_notes
from commerce.invoicing.models import Document
from commerce.invoicing.sales import invoice_vendor_order
from commerce.ledger.models import Entry
from commerce.order.models import VendorOrder
from commerce.settlement import refund_decision, refunds
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import Wanted
from tests.commerce.invoicing.documents import IN_JANUARY, billed, mandated, sold
from tests.commerce.settlement.orders import DUE, ready_vendor

pytestmark = pytest.mark.django_db
Kind = Document.Kind
A_DAY = timedelta(days=1)


def refunded(part, wanted, now=DUE + A_DAY, **more):
    """A refund at the vendor's expense, carried to its end."""
    part = VendorOrder.objects.get(pk=part.pk)
    refund = refund_decision.decide(
        part, wanted, reason=Refund.Reason.RETURN, door=Refund.Door.OPERATOR, now=now, **more
    )
    return refunds.carry_on(refund, now=now)


def booked(account, month=None):
    entries = Entry.objects.filter(account__code=account)
    if month:
        entries = entries.filter(journal__occurred_at__month=month)
    return entries.aggregate(total=Sum("amount_cents"))["total"] or 0


def credited(now=IN_JANUARY):
    return [credit_notes.credit_due(refund, now=now) for refund in credit_notes.to_credit(now)]


def test_what_was_given_back_in_the_same_month_is_a_negative_line(mangopay):
    part = sold(mangopay)
    sold(mangopay, part.vendor)
    assert refunded(part, Wanted(goods_cents=1000)).is_done
    (invoice,) = billed(part.vendor)
    assert (invoice.net_cents, invoice.vat_cents) == (booked("fees:commission"), booked("fees:commission_vat"))
    assert [line["quantity"] for line in invoice.data["lines"]] == [1, 1, -1]
    xml = get_facturx_xml_from_pdf(copies.pdf_of(invoice), check_xsd=True)[1]
    assert "-1" in [node.text for node in etree.fromstring(xml).iter("{*}BilledQuantity")]


def test_what_was_given_back_later_is_a_credit_note_that_names_the_invoice(mangopay):
    part = sold(mangopay)
    (invoice,) = billed(part.vendor)
    assert refunded(part, Wanted(goods_cents=1000), now=IN_JANUARY).is_done
    in_february = IN_JANUARY + timedelta(days=31)
    (note,) = billed(part.vendor, now=in_february)
    assert (note.kind, note.corrects, note.reference) == (Kind.COMMISSION_CREDIT, invoice, "MQA-2027-00001")
    assert (-note.net_cents, -note.vat_cents) == (booked("fees:commission", 1), booked("fees:commission_vat", 1))
    assert invoice.net_cents - note.net_cents == booked("fees:commission")
    xml = etree.fromstring(get_facturx_xml_from_pdf(copies.pdf_of(note), check_xsd=True)[1])
    assert xml.findtext(".//{*}ExchangedDocument/{*}TypeCode") == "381"
    assert xml.findtext(".//{*}InvoiceReferencedDocument/{*}IssuerAssignedID") == invoice.reference
    assert billed(part.vendor, now=in_february) == []


def test_several_refunds_give_the_whole_commission_back_to_the_cent(mangopay):
    part = sold(mangopay, price="33.33")
    billed(part.vendor)
    for days, wanted in enumerate([Wanted(goods_cents=1111), Wanted(goods_cents=777), Wanted(everything=True)]):
        assert refunded(part, wanted, now=IN_JANUARY + days * A_DAY).is_done
    billed(part.vendor, now=IN_JANUARY + timedelta(days=40))
    sums = {kind: Document.objects.filter(kind=kind).aggregate(total=Sum("total_cents"))["total"] for kind in Kind}
    assert sums[Kind.COMMISSION] == sums[Kind.COMMISSION_CREDIT]
    assert booked("fees:commission") == booked("fees:commission_vat") == 0


@pytest.fixture
def invoiced(mangopay):
    """A released part with a sales invoice, at 20 per cent."""
    part = sold(mangopay, mandated(ready_vendor(mangopay, vat_rate=Decimal(20))))
    invoice_vendor_order(part, now=DUE)
    return part


def test_the_buyer_s_refund_is_a_credit_note_in_the_vendor_s_name(invoiced):
    refund = refunded(invoiced, Wanted(goods_cents=1000))
    (note,) = credited()
    assert (note.kind, note.total_cents, note.net_cents) == (Kind.SALE_CREDIT, 1000, 833)
    assert note.reference == f"MQ{invoiced.vendor_id}-A-00001"
    assert note.corrects.kind == Kind.SALE
    assert credited() == []
    text = PdfReader(BytesIO(copies.pdf_of(note))).pages[0].extract_text()
    assert note.corrects.reference in text
    assert "Avoir émis par MonQuibus SAS au nom et pour le compte de" in text
    assert "Retour d’un article".lower() in text.lower()
    assert refund.amount_cents == 1000


def test_credit_notes_of_everything_are_the_invoice_to_the_cent(invoiced):
    for days, wanted in enumerate([Wanted(goods_cents=333), Wanted(goods_cents=1001), Wanted(everything=True)], 1):
        assert refunded(invoiced, wanted, now=DUE + days * A_DAY).is_done
    notes = credited()
    invoice = Document.objects.get(kind=Kind.SALE)
    assert len(notes) == 3
    for amount in ("net_cents", "vat_cents", "total_cents"):
        assert sum(getattr(note, amount) for note in notes) == getattr(invoice, amount)
    for note in notes:
        assert sum(line["net_cents"] for line in note.data["lines"]) == note.net_cents


def test_what_the_operator_bears_lowers_no_price(invoiced):
    refund_decision.decide(
        VendorOrder.objects.get(pk=invoiced.pk),
        Wanted(goods_cents=1000),
        reason=Refund.Reason.GESTURE,
        door=Refund.Door.OPERATOR,
        bearer=Refund.Bearer.OPERATOR,
        now=DUE + A_DAY,
    )
    Refund.objects.update(concluded_at=DUE + A_DAY)
    assert list(credit_notes.to_credit(IN_JANUARY)) == []


def test_a_refund_without_an_invoice_has_no_credit_note(mangopay):
    assert refunded(sold(mangopay), Wanted(goods_cents=1000)).is_done
    assert list(credit_notes.to_credit(IN_JANUARY)) == []


def test_what_the_tax_administration_reads_is_less_what_went_back(mangopay):
    part = sold(mangopay)
    before = seller_year(part.vendor, 2026)
    assert refunded(part, Wanted(goods_cents=1000)).is_done
    after = seller_year(part.vendor, 2026)
    assert after.operations == before.operations == 1
    assert before.consideration_cents - after.consideration_cents == 1000 - (before.fees_cents - after.fees_cents)
    assert before.fees_cents - after.fees_cents == 144
