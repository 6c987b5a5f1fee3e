from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from facturx import get_facturx_xml_from_pdf, get_level, xml_check_xsd
from lxml import etree
from pypdf import PdfReader

from commerce.invoicing import copies, factur_x
from commerce.invoicing.models import Copy
from tests.commerce.invoicing.documents import billed, sold
from tests.commerce.settlement.orders import ready_vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def invoice(mangopay):
    vendor = ready_vendor(mangopay)
    for price in ("40.00", "33.33"):
        sold(mangopay, vendor, price=price)
    (document,) = billed(vendor)
    return document


def read(xml, path):
    return [node.text for node in etree.fromstring(xml).iterfind(f".//{{*}}{'/{*}'.join(path.split('/'))}")]


def test_the_pdf_carries_an_xml_that_the_schema_of_en_16931_accepts(invoice):
    name, xml = get_facturx_xml_from_pdf(copies.pdf_of(invoice), check_xsd=True)
    assert name == "factur-x.xml"
    assert get_level(etree.fromstring(xml)) == "en16931"
    assert xml_check_xsd(xml, flavor="factur-x", level="en16931")


def test_the_xml_says_what_the_paper_says(invoice):
    xml = factur_x.xml_of(invoice)
    assert read(xml, "ExchangedDocument/ID") == [invoice.reference]
    assert read(xml, "ExchangedDocument/TypeCode") == ["380"]
    assert read(xml, "SellerTradeParty/GlobalID") == [invoice.data["seller"]["siret"]]
    assert read(xml, "BuyerTradeParty/GlobalID") == ["73282932000074"]
    assert read(xml, "BuyerTradeParty/SpecifiedLegalOrganization/ID") == ["732829320"]
    assert read(xml, "ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementPaymentMeans/TypeCode") == ["97"]
    assert read(xml, "DuePayableAmount") == ["0.00"]
    assert Decimal(read(xml, "GrandTotalAmount")[0]) * 100 == invoice.total_cents


def test_the_tax_breakdown_is_the_standard_rate_of_20_per_cent(invoice):
    tax = "ApplicableHeaderTradeSettlement/ApplicableTradeTax"
    xml = factur_x.xml_of(invoice)
    assert read(xml, f"{tax}/CategoryCode") == ["S"]
    assert [Decimal(rate) for rate in read(xml, f"{tax}/RateApplicablePercent")] == [20]
    assert Decimal(read(xml, f"{tax}/CalculatedAmount")[0]) * 100 == invoice.vat_cents


def test_the_sums_of_en_16931_hold(invoice):
    xml = factur_x.xml_of(invoice)
    lines = [Decimal(text) for text in read(xml, "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount")]
    (net,) = read(xml, "SpecifiedTradeSettlementHeaderMonetarySummation/LineTotalAmount")
    assert sum(lines) == Decimal(net)  # BR-CO-10
    base, tax = (
        Decimal(read(xml, f"ApplicableHeaderTradeSettlement/ApplicableTradeTax/{name}")[0])
        for name in ("BasisAmount", "CalculatedAmount")
    )
    assert abs(tax - base * 20 / 100) < 1  # BR-CO-17, with the tolerance of its schematron


def test_the_metadata_says_that_the_file_is_factur_x_and_still_an_archive(invoice):
    reader = PdfReader(BytesIO(copies.pdf_of(invoice)))
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    etree.fromstring(xmp.encode())
    assert "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>" in xmp
    assert "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>" in xmp
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert factur_x.NAMESPACE in xmp
    (attached,) = reader.trailer["/Root"]["/AF"]
    assert attached.get_object()["/AFRelationship"] == "/Alternative"


def test_every_download_gives_the_same_bytes_and_a_changed_copy_none(invoice):
    pdf = copies.pdf_of(invoice)
    assert copies.pdf_of(invoice) == pdf == copies.render(invoice)
    assert Copy.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE invoicing_copy SET pdf = %s", [b"another paper"])
    with pytest.raises(copies.Damaged):
        copies.pdf_of(invoice)
