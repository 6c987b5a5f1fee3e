import pytest
from django.urls import reverse

from commerce.compliance.legal import Code, mention
from commerce.invoicing.issuing import issue
from commerce.invoicing.models import Document
from tests.commerce.baskets import MONDAY
from tests.commerce.invoicing.test_issuing import draft
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def document():
    return issue(draft(VendorFactory()), now=MONDAY)


@pytest.mark.parametrize("name", ["papers_documents", "papers_mandates", "papers_mentions"])
def test_the_operator_sees_the_papers_and_what_stands_on_them(operator, name):
    assert operator.get(reverse(f"{name}:index")).status_code == 200


def test_the_operator_downloads_a_document_from_the_list(operator, document):
    page = operator.get(reverse("papers_documents:index")).content.decode()
    address = reverse("invoicing_pdf", args=[document.pk])
    assert document.reference in page
    assert address in page
    assert operator.get(address).content.startswith(b"%PDF")


def test_others_of_the_back_office_and_visitors_don_t(client, document):
    address = reverse("invoicing_pdf", args=[document.pk])
    assert client.get(address).status_code == 302
    client.force_login(UserFactory(is_staff=True))
    assert client.get(address).status_code in (302, 403)


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_nobody_changes_an_issued_document_by_hand(operator, document, action):
    answer = operator.post(reverse(f"papers_documents:{action}", args=[document.pk]), {"reference": "X"})
    assert answer.status_code in (302, 403)
    assert Document.objects.get().reference == document.reference


def test_the_operator_gives_a_mention_its_new_wording_from_a_day_on(operator):
    new = {"code": Code.VAT_EXEMPT, "starts_on": "2028-01-01", "text": "TVA non applicable (CIBS).", "source": "JO"}
    operator.post(reverse("papers_mentions:add"), new)
    assert "293 B" in mention(Code.VAT_EXEMPT, MONDAY.date())
    assert mention(Code.VAT_EXEMPT, MONDAY.replace(year=2028).date()) == "TVA non applicable (CIBS)."


def test_the_list_costs_the_same_queries_however_many_documents(operator, document, django_assert_max_num_queries):
    for number in range(15):
        issue(draft(document.vendor, f"sale:{number}"), now=MONDAY)
    with django_assert_max_num_queries(8):
        operator.get(reverse("papers_documents:index"))


@pytest.mark.parametrize("text", ["TVA {taux}", "{", "{0}", "{operator}"])
def test_a_wording_that_no_invoice_could_fill_is_refused(operator, text):
    new = {"code": Code.VAT_EXEMPT, "starts_on": "2028-01-01", "text": text, "source": "JO"}
    page = operator.post(reverse("papers_mentions:add"), new).content.decode()
    assert "Seul le mandat" in page
    assert "293 B" in mention(Code.VAT_EXEMPT, MONDAY.replace(year=2028).date())
