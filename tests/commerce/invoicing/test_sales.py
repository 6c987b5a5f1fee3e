from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from commerce.compliance.models import LegalMention
from commerce.invoicing import copies, sales
from commerce.invoicing.mandates import NotTheOwner, accept, end, mandate_in_force
from commerce.invoicing.models import Document
from commerce.invoicing.rates import LinesDontAddUp
from commerce.invoicing.sales import NoMandate, NotHandedOver, invoice_vendor_order, priced
from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.partner.models import Membership
from commerce.settlement import due
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.invoicing.documents import mandated
from tests.commerce.settlement.orders import order_of, parts
from tests.factories import ProductFactory, UserFactory, VendorFactory

SHIPPED = MONDAY + timedelta(hours=2)


def shipped(*vendors, order=None, now=SHIPPED):
    """The confirmed and shipped parts of an order, paid elsewhere."""
    order = order or order_of(*vendors)
    lifecycle.confirm(order, now=MONDAY)
    return [lifecycle.ship(part, now=now) for part in parts(order)]


def text_of(document):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(copies.pdf_of(document))).pages)


@pytest.mark.django_db
def test_the_invoice_is_issued_when_the_goods_leave_and_once():
    vendor = mandated(VendorFactory())
    order = order_of(vendor)
    lifecycle.confirm(order, now=MONDAY)
    (part,) = parts(order)
    with pytest.raises(NotHandedOver):
        invoice_vendor_order(part, now=SHIPPED)
    assert list(sales.to_invoice(SHIPPED)) == []
    lifecycle.ship(part, now=SHIPPED)
    due.settle(now=SHIPPED)
    due.settle(now=SHIPPED)
    invoice = Document.objects.get()
    assert (invoice.reference, invoice.total_cents) == (f"MQ{vendor.pk}-F-00001", 4690)
    assert invoice.vendor_order == part


@pytest.mark.django_db
def test_without_a_mandate_there_is_no_invoice():
    (part,) = shipped(VendorFactory())
    with pytest.raises(NoMandate):
        invoice_vendor_order(part, now=SHIPPED)
    due.settle(now=SHIPPED)
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_mandate_covers_what_leaves_after_it_and_nothing_once_it_is_ended():
    late = mandated(VendorFactory(), now=SHIPPED + timedelta(days=1))
    (part,) = shipped(late)
    with pytest.raises(NoMandate):
        invoice_vendor_order(part, now=SHIPPED + timedelta(days=2))
    vendor = mandated(VendorFactory())
    (part,) = shipped(vendor)
    end(vendor, by=vendor.memberships.get().user, now=SHIPPED)
    with pytest.raises(NoMandate):
        invoice_vendor_order(part, now=SHIPPED)
    assert list(sales.to_invoice(SHIPPED + timedelta(days=3))) == []


@pytest.mark.django_db
def test_only_an_owner_gives_or_ends_the_mandate_and_giving_it_twice_gives_one():
    vendor, helper = VendorFactory(), UserFactory()
    Membership.objects.create(partner=vendor, user=helper, role=Membership.Role.MANAGER)
    for step in (accept, end):
        with pytest.raises(NotTheOwner):
            step(vendor, by=helper, now=MONDAY)
    mandated(vendor)
    mandated(vendor)
    assert vendor.invoicing_mandates.count() == 1
    assert mandate_in_force(vendor).version


@pytest.mark.django_db
def test_the_seller_is_the_vendor_and_the_paper_says_who_wrote_it():
    vendor = mandated(VendorFactory(vat_rate=Decimal(20), legal_name="Terre d’Aubertin SARL"))
    (part,) = shipped(vendor)
    invoice = invoice_vendor_order(part, now=SHIPPED)
    text = text_of(invoice)
    assert "Facture émise par MonQuibus SAS au nom et pour le compte de Terre d’Aubertin SARL." in text
    assert "SIRET 732 829 320 00074" in text
    assert "Camille Martin" in text
    assert (invoice.net_cents, invoice.vat_cents) == (3908, 782)


@pytest.mark.django_db
def test_a_vendor_in_franchise_invoices_no_vat_and_says_why_in_the_words_of_the_day():
    vendor = mandated(VendorFactory(vat_rate=Decimal(0)))
    LegalMention.objects.create(
        code=LegalMention.Code.VAT_EXEMPT, starts_on=SHIPPED.date() + timedelta(days=1), text="Entreprise franchisée."
    )
    (part,) = shipped(vendor)
    invoice = invoice_vendor_order(part, now=SHIPPED)
    assert (invoice.net_cents, invoice.vat_cents) == (4690, 0)
    assert invoice.data["taxes"] == []
    assert "art. 293 B du CGI" in text_of(invoice)
    (later,) = shipped(vendor)
    assert "Entreprise franchisée." in invoice_vendor_order(later, now=SHIPPED + timedelta(days=1)).data["mentions"]


@pytest.mark.django_db
def test_a_collected_order_is_invoiced_when_it_was_collected():
    vendor = mandated(VendorFactory())
    order = placed(ProductFactory(vendor=vendor), kinds=("collect",))
    lifecycle.confirm(order, now=MONDAY)
    (part,) = parts(order)
    lifecycle.make_ready(part, now=SHIPPED)
    assert list(sales.to_invoice(SHIPPED)) == []
    lifecycle.collect(part, code=VendorOrder.objects.get(pk=part.pk).collection_code, now=SHIPPED)
    assert list(sales.to_invoice(SHIPPED)) == [part]


@pytest.mark.django_db
def test_what_the_scheduler_asks_for_costs_one_query_however_many_parts(django_assert_num_queries):
    vendor = mandated(VendorFactory())
    for _ in range(3):
        shipped(vendor)
    with django_assert_num_queries(1):
        assert len(list(sales.to_invoice(SHIPPED))) == 3


@pytest.mark.django_db
def test_the_vendor_s_reduction_lowers_the_price_and_the_operator_s_is_paid_by_the_operator():
    vendor = mandated(VendorFactory(vat_rate=Decimal(20)))
    (part,) = shipped(vendor)
    VendorOrder.objects.filter(pk=part.pk).update(
        goods_cents=2700, vendor_reduction_cents=300, operator_goods_cents=1000
    )
    part.lines.update(vendor_reduction_cents=300)
    part.refresh_from_db()
    invoice = invoice_vendor_order(part, now=SHIPPED)
    assert invoice.total_cents == 4000 - 300 + 690
    assert [line["label"] for line in invoice.data["lines"]][1:] == ["Livraison", "Réduction"]
    assert invoice.data["lines"][-1]["net_cents"] == -250
    assert [payment["cents"] for payment in invoice.data["payments"]] == [1000, part.total_cents]


@pytest.mark.django_db
def test_lines_that_are_not_the_vendor_order_s_goods_are_never_invoiced():
    (part,) = shipped(mandated(VendorFactory()))
    VendorOrder.objects.filter(pk=part.pk).update(goods_cents=3999)
    part.refresh_from_db()
    with pytest.raises(LinesDontAddUp):
        invoice_vendor_order(part, now=SHIPPED)
    assert not Document.objects.exists()


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 10**7)), min_size=1, max_size=12),
    st.integers(0, 10**7),
    st.sampled_from([Decimal(0), Decimal("5.5"), Decimal(10), Decimal(20)]),
)
def test_lines_add_up_to_the_net_and_net_and_tax_to_what_is_due(articles, reduction_cents, rate):
    gross_cents = sum(cents for _, cents in articles)
    reduction_cents = min(reduction_cents, gross_cents)
    drafts = [("x", "", quantity, cents) for quantity, cents in articles]
    of_rate = priced(drafts, rate, reduction_cents)
    lines, total_cents, net_cents = of_rate.lines, of_rate.total_cents, of_rate.net_cents
    assert total_cents == gross_cents - reduction_cents
    assert sum(line["net_cents"] for line in lines) == net_cents
    assert 0 <= net_cents <= total_cents
    assert abs((total_cents - net_cents) - Decimal(total_cents) * rate / (100 + rate)) <= Decimal("0.5")
