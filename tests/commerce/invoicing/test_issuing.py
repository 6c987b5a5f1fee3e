import pytest
from django.db import IntegrityError, connection, transaction

from commerce.invoicing import append_only
from commerce.invoicing.issuing import Draft, issue
from commerce.invoicing.models import Document, InvoiceSeries
from commerce.ledger.models import WrittenForGood
from tests.commerce.baskets import MONDAY
from tests.commerce.invoicing.documents import PRINTED
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db


def draft(vendor, key="sale:1", kind="sale", **kwargs):
    return Draft(kind=kind, business_key=key, vendor=vendor, data=PRINTED, net_cents=100, vat_cents=20, **kwargs)


def numbers(vendor):
    return list(Document.objects.filter(vendor=vendor).order_by("pk").values_list("reference", flat=True))


def test_every_vendor_has_series_of_its_own_and_the_operator_one_a_year():
    one, two = VendorFactory(), VendorFactory()
    for key, vendor, kind in (("a", one, "sale"), ("b", two, "sale"), ("c", one, "sale"), ("d", one, "sale_credit")):
        issue(draft(vendor, key, kind), now=MONDAY)
    assert numbers(one) == [f"MQ{one.pk}-F-00001", f"MQ{one.pk}-F-00002", f"MQ{one.pk}-A-00001"]
    assert numbers(two) == [f"MQ{two.pk}-F-00001"]
    issue(draft(one, "e", "commission"), now=MONDAY)
    issue(draft(one, "f", "commission"), now=MONDAY.replace(year=2027))
    assert numbers(one)[-2:] == ["MQ-2026-00001", "MQ-2027-00001"]


def test_the_same_document_is_issued_once_and_takes_one_number():
    vendor = VendorFactory()
    assert issue(draft(vendor), now=MONDAY) == issue(draft(vendor), now=MONDAY)
    assert InvoiceSeries.objects.get().last_number == 1


def test_a_transaction_that_fails_leaves_no_gap():
    vendor = VendorFactory()
    issue(draft(vendor, "a"), now=MONDAY)
    with transaction.atomic():
        issue(draft(vendor, "b"), now=MONDAY)
        transaction.set_rollback(True)
    with pytest.raises(IntegrityError):
        issue(draft(vendor, "c", movements=[("fee", 1, 0), ("fee", 1, 0)]), now=MONDAY)
    issue(draft(vendor, "d"), now=MONDAY)
    assert numbers(vendor) == [f"MQ{vendor.pk}-F-00001", f"MQ{vendor.pk}-F-00002"]


def test_an_issued_document_is_never_changed_by_the_application():
    document = issue(draft(VendorFactory()), now=MONDAY)
    for rewrite in (document.save, document.delete, Document.objects.all().delete):
        with pytest.raises(WrittenForGood):
            rewrite()
    with pytest.raises(WrittenForGood):
        Document.objects.update(net_cents=1)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE invoicing_document SET net_cents = 1, total_cents = 21",
        "DELETE FROM invoicing_document",
        "UPDATE invoicing_movement SET net_cents = 1",
        "DELETE FROM invoicing_movement",
    ],
)
def test_the_database_refuses_to_change_an_issued_document(sql):
    append_only.install(connection)
    issue(draft(VendorFactory(), movements=[("fee", 100, 20)]), now=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("number", [1, 3])
def test_the_database_refuses_a_number_that_is_not_the_next_one(number):
    append_only.install(connection)
    first = issue(draft(VendorFactory()), now=MONDAY)
    fields = {field.attname: getattr(first, field.attname) for field in Document._meta.fields}
    fields |= {"id": None, "number": number, "reference": "X", "business_key": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(**fields)


def test_the_database_refuses_a_document_that_does_not_add_up():
    first = issue(draft(VendorFactory()), now=MONDAY)
    fields = {field.attname: getattr(first, field.attname) for field in Document._meta.fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(
            **fields | {"id": None, "number": 2, "reference": "X", "business_key": "x", "vat_cents": 21}
        )
