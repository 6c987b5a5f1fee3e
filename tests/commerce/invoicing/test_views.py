import pytest
from django.urls import reverse

from commerce.invoicing.issuing import issue
from commerce.invoicing.sales import invoice_vendor_order
from commerce.order.announcements import order_path
from tests.commerce.baskets import MONDAY
from tests.commerce.invoicing.documents import mandated
from tests.commerce.invoicing.test_issuing import draft
from tests.commerce.invoicing.test_sales import SHIPPED, shipped
from tests.commerce.settlement.orders import order_of
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def invoice():
    (part,) = shipped(mandated(VendorFactory()))
    return invoice_vendor_order(part, now=SHIPPED)


def address(order, document):
    return reverse("invoicing:buyer-document", args=[order.number, order.verification_hash(), document.reference])


def test_the_buyer_downloads_the_invoice_from_the_order_s_page_without_an_account(client, invoice):
    order = invoice.vendor_order.order
    page = client.get(order_path(order)).content.decode()
    assert address(order, invoice) in page
    answer = client.get(address(order, invoice))
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(address(order, invoice)).content == answer.content


def test_a_wrong_signature_or_another_order_finds_nothing(client, invoice):
    order, other = invoice.vendor_order.order, order_of()
    forged = reverse("invoicing:buyer-document", args=[order.number, other.verification_hash(), invoice.reference])
    assert client.get(forged).status_code == 404
    assert client.get(address(other, invoice)).status_code == 404


def test_a_buyer_never_sees_what_the_operator_invoices_the_vendor(client, invoice):
    order = invoice.vendor_order.order
    fees = issue(
        draft(invoice.vendor, "fees", "commission", vendor_order=invoice.vendor_order),
        now=MONDAY,
    )
    assert client.get(address(order, fees)).status_code == 404
