from datetime import date
from io import BytesIO
from itertools import count
from xml.etree.ElementTree import fromstring

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from commerce.compliance import dac7_copy
from commerce.compliance.dac7 import is_reportable, seller_year, sellers, spread
from commerce.compliance.dac7_file import DPI, Rejected, check, whole_euros, xml_of
from commerce.compliance.models import TaxIdentity
from commerce.ledger.models import Account
from commerce.settlement.journals import COMMISSION, COMMISSION_VAT, Posting, post, vendor_wallet
from tests.commerce.baskets import MONDAY
from tests.commerce.invoicing.documents import sold
from tests.factories import VendorFactory

YEAR = 2026
Kind = Account.Kind
names = count(1)


@pytest.mark.parametrize(
    ("operations", "cents", "reported"),
    [(29, 200_000, False), (30, 100, True), (1, 200_001, True), (0, 0, False), (30, 0, True), (29, 200_001, True)],
)
def test_the_threshold_is_30_sales_or_more_than_2000_euros(operations, cents, reported):
    assert is_reportable(operations=operations, consideration_cents=cents) is reported


@given(st.integers(0, 200), st.integers(0, 10**6))
def test_nobody_is_left_out_but_who_is_below_both_limits(operations, cents):
    left_out = not is_reportable(operations=operations, consideration_cents=cents)
    assert left_out == (operations < 30 and cents <= 200_000)


@given(st.lists(st.integers(-10_000, 10_000), min_size=4, max_size=4))
def test_no_quarter_is_negative_and_the_year_s_sum_stays(amounts):
    spread_amounts = spread(amounts)
    assert min(spread_amounts) >= 0
    assert sum(spread_amounts) == max(0, sum(amounts))
    assert len(spread_amounts) == 4


@pytest.mark.parametrize(("cents", "euros"), [(0, "0"), (49, "0"), (50, "1"), (149, "1"), (199_950, "2000")])
def test_the_file_rounds_to_the_euro_half_up(cents, euros):
    assert whole_euros(cents) == euros


def booked(vendor, *, when, goods_cents=4000, commission_cents=480, vat_cents=96, sign=1):
    """A share that moved to the vendor's wallet (or, with -1, went back), as settlement books it."""
    wallet, number = f"order_wallet:{next(names)}", next(names)
    paid = [("outside:cards", Kind.OUTSIDE, -goods_cents), (wallet, Kind.ORDER_WALLET, goods_cents)]
    moved = [
        (wallet, Kind.ORDER_WALLET, -goods_cents),
        (COMMISSION, Kind.FEES, commission_cents),
        (COMMISSION_VAT, Kind.FEES, vat_cents),
        (vendor_wallet(vendor.pk), Kind.VENDOR_WALLET, goods_cents - commission_cents - vat_cents),
    ]
    journals = {f"payin:{number}": paid, f"release:VO-{number}": moved}
    if sign < 0:
        journals = {f"refund:VO-{number}": [(code, kind, -cents) for code, kind, cents in moved]}
    for key, entries in journals.items():
        postings = [Posting(code, kind, cents, "VO-1 articles") for code, kind, cents in entries]
        post(key, postings, occurred_at=when, description=key)


@pytest.fixture
def vendor(db):
    return VendorFactory(legal_form="business", vat_rate=20)


def in_month(month):
    return MONDAY.replace(year=YEAR, month=month, day=10)


def test_a_year_counts_by_quarter_what_was_paid_withheld_and_sold(vendor):
    for month in (1, 2, 5, 12):
        booked(vendor, when=in_month(month))
    booked(vendor, when=MONDAY.replace(year=YEAR + 1))
    year = seller_year(vendor, YEAR)
    assert [quarter.operations for quarter in year.quarters] == [2, 1, 0, 1]
    assert [quarter.consideration_cents for quarter in year.quarters] == [6848, 3424, 0, 3424]
    assert year.fees_cents == 4 * 576


def test_a_refund_reduces_the_consideration_and_not_the_number_of_sales(vendor):
    for month in (2, 3, 8):
        booked(vendor, when=in_month(month))
    booked(vendor, when=in_month(5), sign=-1)
    year = seller_year(vendor, YEAR)
    assert (year.operations, year.consideration_cents, year.fees_cents) == (3, 2 * 3424, 2 * 576)
    assert [quarter.consideration_cents for quarter in year.quarters] == [6848, 0, 0, 0]


def test_what_settlement_moved_is_what_is_reported(mangopay, db):
    part = sold(mangopay)
    (year,) = sellers(YEAR)
    assert (year.operations, year.consideration_cents, year.fees_cents) == (1, 4690 - 576, 576)
    assert year.vendor == part.vendor
    assert not year.is_reportable


def test_a_person_must_tell_number_and_birth_and_a_company_nothing_more(db):
    person = VendorFactory(legal_form="soletrader")
    assert seller_year(person, YEAR).missing == ("numéro fiscal", "date de naissance")
    TaxIdentity.objects.create(vendor=person, tin="1234567890123", birth_date=date(1980, 5, 17))
    assert seller_year(type(person).objects.get(pk=person.pk), YEAR).missing == ()
    assert seller_year(VendorFactory(legal_form="business"), YEAR).missing == ()


def found(xml, path):
    return [
        node.text
        for node in fromstring(xml).iterfind(".//" + "/".join(f"{{{DPI}}}{name}" for name in path.split("/")))
    ]


def test_the_file_says_operator_sellers_and_quarters_in_the_order_of_the_specification(mangopay, vendor):
    person = VendorFactory(legal_form="soletrader")
    TaxIdentity.objects.create(vendor=person, tin="1234567890123", birth_date=date(1980, 5, 17), birth_town="Nevers")
    years = [seller_year(vendor, YEAR), seller_year(person, YEAR)]
    xml = xml_of(YEAR, years, platform="MonQuibus", now=MONDAY)
    assert found(xml, "MessageSpec/ReportingPeriod") == ["2026-12-31"]
    assert found(xml, "MessageSpec/MessageTypeIndic") == ["DPI401"]
    assert found(xml, "EntSellerID/TIN") == ["732829320"]
    assert found(xml, "IndSellerID/TIN") == ["1234567890123"]
    assert found(xml, "BirthInfo/BirthDate") == ["1980-05-17"]
    blocks = fromstring(xml).find(f".//{{{DPI}}}SaleOfGoods")
    assert [block.tag.split("}")[1] for block in blocks] == ["Consideration", "NumberOfActivities", "Fees", "Taxes"]
    assert [node.tag.split("}")[1] for node in blocks[2]] == ["FeesQ1", "FeesQ2", "FeesQ3", "FeesQ4"]
    references = [node.text for node in fromstring(xml).iter("{urn:oecd:ties:dpistf}DocRefId")]
    assert len(set(references)) == 3
    assert all(reference.startswith("OP_2026_005123872_") for reference in references)


def test_a_year_without_anybody_to_report_says_so(db):
    assert found(xml_of(YEAR, [], platform="MonQuibus", now=MONDAY), "MessageSpec/MessageTypeIndic") == ["DPI403"]


SCHEMA = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:oecd:ties:dpi">
<xsd:element name="{name}"><xsd:complexType>
<xsd:sequence><xsd:any processContents="skip" maxOccurs="9"/></xsd:sequence>
<xsd:attribute name="version"/></xsd:complexType></xsd:element></xsd:schema>"""


def test_the_operator_s_schema_judges_the_file(db, tmp_path):
    xml = xml_of(YEAR, [], platform="MonQuibus", now=MONDAY)
    schema = tmp_path / "dpi.xsd"
    schema.write_text(SCHEMA.format(name="DPI_OECD"))
    check(xml, schema)
    schema.write_text(SCHEMA.format(name="Other"))
    with pytest.raises(Rejected, match="DPI_OECD"):
        check(xml, schema)


def test_the_command_writes_the_file_and_fails_while_somebody_must_still_tell_something(
    mangopay, db, tmp_path, capsys
):
    vendor = sold(mangopay, price="2500.00").vendor
    output = tmp_path / "dac7.xml"
    with pytest.raises(CommandError, match="1 sellers must be reported"):
        call_command("dac7", year=YEAR, output=output)
    assert "numéro fiscal, date de naissance missing" in capsys.readouterr().err
    TaxIdentity.objects.create(vendor=vendor, tin="1234567890123", birth_date=date(1980, 5, 17))
    call_command("dac7", year=YEAR, output=output)
    assert found(output.read_bytes(), "Consideration/ConsQ4") == [whole_euros(250_690 - 36_000)]


def test_every_seller_reads_the_same_copy_of_the_own_year(mangopay, db):
    vendor = sold(mangopay).vendor
    pdf = dac7_copy.as_pdf(seller_year(vendor, YEAR))
    assert pdf == dac7_copy.as_pdf(seller_year(vendor, YEAR))
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert "Récapitulatif fiscal 2026" in text
    assert "Il nous manque" in text
