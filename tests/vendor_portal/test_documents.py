from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from commerce.compliance.models import TaxIdentity
from commerce.invoicing.issuing import issue
from commerce.invoicing.mandates import VERSION, mandate_in_force
from commerce.partner.models import Membership
from tests.commerce.baskets import MONDAY
from tests.commerce.invoicing.documents import sold
from tests.commerce.invoicing.test_issuing import draft
from tests.factories import UserFactory, VendorFactory
from tests.local_mangopay import open_account

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"vendor_portal:{name}", args=args)


def test_the_vendor_finds_the_papers_of_a_month_and_downloads_them(portal, vendor):
    document = issue(draft(vendor), now=timezone.now())
    shown = portal.get(url("documents")).content.decode()
    assert document.reference in shown
    assert "Facture de vente" in shown
    answer = portal.get(url("document", document.reference))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF")


def test_a_stranger_s_paper_is_not_found(portal):
    document = issue(draft(VendorFactory()), now=MONDAY)
    assert portal.get(url("document", document.reference)).status_code == 404
    assert document.reference not in portal.get(url("documents")).content.decode()


def test_the_statement_comes_as_pdf_and_as_csv(portal):
    assert portal.get(url("statement-pdf")).content.startswith(b"%PDF")
    csv = portal.get(url("statement-csv"))
    assert csv.content.decode("utf-8-sig").startswith("Date;")
    assert f"releve-{timezone.localdate():%Y-%m}.csv" in csv["Content-Disposition"]


@pytest.mark.parametrize("month", ["", "x", "2026-13", "9999-12", "0001-01", "2026-1", "<script>", "\x00"])
def test_a_month_that_is_none_or_not_yet_is_not_found(portal, month):
    for name in ("statement-pdf", "statement-csv"):
        assert portal.get(url(name), {"mois": month}).status_code == 404
    assert portal.get(url("documents"), {"mois": month}).status_code == 200


def test_the_owner_reads_signs_and_ends_the_mandate(portal, vendor, member):
    shown = portal.get(url("mandate")).content.decode()
    assert "mandat exprès" in shown
    assert f"Version {VERSION} du texte" in shown
    assert "Lire le mandat" in portal.get(url("documents")).content.decode()
    portal.post(url("mandate"), {"decision": "accept"})
    mandate = mandate_in_force(vendor)
    assert (mandate.version, mandate.accepted_by) == (VERSION, member)
    assert "Dénoncer le mandat" in portal.get(url("mandate")).content.decode()
    portal.post(url("mandate"), {"decision": "end"})
    assert mandate_in_force(vendor) is None


def test_the_rest_of_the_shop_reads_the_mandate_and_signs_nothing(client, vendor):
    helper = UserFactory()
    Membership.objects.create(partner=vendor, user=helper, role=Membership.Role.MANAGER)
    client.force_login(helper)
    shown = client.get(url("mandate")).content.decode()
    assert "Seul un responsable" in shown
    assert "J’ai lu" not in shown
    assert client.post(url("mandate"), {"decision": "accept"}).status_code == 403
    assert mandate_in_force(vendor) is None


def test_the_page_of_papers_costs_the_same_queries_however_many(portal, vendor, django_assert_max_num_queries):
    for number in range(12):
        issue(draft(vendor, f"sale:{number}"), now=timezone.now())
    portal.get(url("documents"))
    with django_assert_max_num_queries(15):
        portal.get(url("documents"))


def test_the_copy_of_a_year_comes_once_the_year_is_over(portal, member, vendor, mangopay):
    sold(mangopay, open_account(vendor, mangopay))
    with time_machine.travel(MONDAY + timedelta(days=60)):
        portal.force_login(member)
        assert "Récapitulatif fiscal 2026" in portal.get(url("documents")).content.decode()
        assert portal.get(url("year-copy", 2026)).content.startswith(b"%PDF")
        for year in (2025, 2027):
            assert portal.get(url("year-copy", year)).status_code == 404


def test_an_owner_tells_the_tax_identity_and_corrects_it(portal, vendor):
    identity = {"tin": "1234567890123", "birth_date": "1980-05-17", "birth_town": "Nevers"}
    assert "Il nous manque" in portal.get(url("documents")).content.decode()
    assert "Treize chiffres" in portal.post(url("tax-identity"), {**identity, "tin": "12"}).content.decode()
    for tin in ("1234567890123", "3210987654321"):
        portal.post(url("tax-identity"), {**identity, "tin": tin})
        assert TaxIdentity.objects.get(vendor=vendor).tin == tin
    assert 'value="1980-05-17"' in portal.get(url("tax-identity")).content.decode()
    assert "Il nous manque" not in portal.get(url("documents")).content.decode()


def test_the_rest_of_the_shop_neither_sees_nor_tells_it(client, vendor):
    helper = UserFactory()
    Membership.objects.create(partner=vendor, user=helper, role=Membership.Role.MANAGER)
    client.force_login(helper)
    assert client.get(url("tax-identity")).status_code == 403
    assert client.post(url("tax-identity"), {"tin": "1234567890123"}).status_code == 403
