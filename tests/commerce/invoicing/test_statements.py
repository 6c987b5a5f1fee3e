import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from pypdf import PdfReader

from commerce.invoicing.statements import CSV_HEADINGS, as_csv, as_pdf, months_of, statement
from commerce.ledger import book
from commerce.settlement import payouts
from tests.commerce.invoicing.documents import IN_JANUARY, sold
from tests.commerce.settlement.orders import DUE, ready_vendor
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)


def rows(sheet):
    text = as_csv(sheet).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def cents(text):
    return int(text.replace(",", ""))


@pytest.fixture
def vendor(mangopay):
    """Two sales and a payout in December, one more sale in January."""
    vendor = ready_vendor(mangopay)
    sold(mangopay, vendor)
    sold(mangopay, vendor, price="33.33")
    payouts.pay_out(vendor.pk, now=DUE)
    payouts.pay_out(vendor.pk, now=DUE + timedelta(days=1))
    sold(mangopay, vendor, now=DUE + timedelta(days=31))
    return vendor


def test_opening_and_movements_are_the_wallet_s_balance_in_the_book(vendor):
    december, january = statement(vendor, DECEMBER), statement(vendor, date(2027, 1, 1))
    assert december.opening_cents == 0
    assert december.closing_cents == january.opening_cents
    assert january.closing_cents == book.balance(f"vendor_wallet:{vendor.pk}")
    assert statement(vendor, date(2027, 2, 1)).opening_cents == january.closing_cents


def test_a_sale_s_line_says_goods_shipping_commission_and_tax(vendor):
    sale = statement(vendor, DECEMBER).lines[0]
    assert (sale.goods_cents, sale.shipping_cents) == (4000, 690)
    assert (sale.commission_cents, sale.commission_vat_cents) == (-480, -96)
    assert sale.net_cents == 4690 - 576
    assert sale.reference.startswith("VO-")


def test_a_sale_says_what_it_cost_before_reductions_and_who_bears_them(vendor):
    sale = vendor.vendor_orders.order_by("pk").first()
    type(sale).objects.filter(pk=sale.pk).update(vendor_reduction_cents=300, operator_goods_cents=1000)
    line = rows(statement(vendor, DECEMBER))[1]
    assert [line[name] for name in CSV_HEADINGS[-3:]] == ["59,90", "3,00", "10,00"]
    text = PdfReader(BytesIO(as_pdf(statement(vendor, DECEMBER), now=IN_JANUARY))).pages[0].extract_text()
    assert "prix avant réductions 59,90" in text


def test_a_payout_empties_the_balance_that_it_carries(vendor):
    december = statement(vendor, DECEMBER)
    sent = [line for line in december.lines if line.bank_cents]
    assert [line.bank_cents for line in sent] == [-december.balances[1]]
    assert december.closing_cents == 0


def test_an_accountant_can_import_the_csv_and_finds_the_same_sums(vendor):
    raw = as_csv(statement(vendor, DECEMBER))
    assert raw.startswith("\ufeffDate;Pièce;".encode())
    lines = rows(statement(vendor, DECEMBER))
    opening, *moves, closing = lines
    assert cents(opening["Solde"]) + sum(cents(move["Mouvement"]) for move in moves) == cents(closing["Solde"])
    for move in moves:
        parts = ("Articles (réductions déduites)", "Livraison", "Commission HT", "TVA sur la commission")
        more = ("Complément de la place de marché", "Remboursements", "Dettes", "Virements", "Autres")
        assert sum(cents(move[part]) for part in (*parts, *more)) == cents(move["Mouvement"])
    assert moves[0]["Commission HT"] == "-4,80"


def test_a_month_that_is_over_makes_the_same_paper_for_ever(vendor):
    paper = as_pdf(statement(vendor, DECEMBER), now=IN_JANUARY)
    assert as_pdf(statement(vendor, DECEMBER), now=IN_JANUARY + timedelta(days=400)) == paper
    text = PdfReader(BytesIO(paper)).pages[0].extract_text()
    assert "Relevé de décembre 2026" in text
    assert "Solde de clôture" in text


def test_statements_go_from_the_first_movement_to_this_month(vendor):
    assert months_of(vendor, now=IN_JANUARY) == [date(2027, 1, 1), DECEMBER]
    assert months_of(VendorFactory(), now=IN_JANUARY) == []


def test_another_vendor_s_movements_are_on_nobody_else_s_statement(vendor, mangopay):
    other = sold(mangopay).vendor
    assert len(statement(other, DECEMBER).lines) == 1


def test_a_statement_costs_the_same_however_many_movements(vendor, django_assert_num_queries):
    with django_assert_num_queries(3):
        statement(vendor, DECEMBER)
