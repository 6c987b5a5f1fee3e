import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commerce.importing import work
from commerce.importing.models import Import
from tests.commerce.catalogue.photographs import bomb, photograph
from tests.commerce.importing.files import gone_on, table, workbook
from tests.vendor_portal.test_pages import text

pytestmark = pytest.mark.django_db
FILES = "vendor_portal:imports"


@pytest.fixture(autouse=True)
def _nobody_works(monkeypatch):
    """Until a test says so."""
    monkeypatch.setattr(work, "go_on_soon", lambda import_id: None)


def upload(portal, file):
    return portal.post(reverse(FILES), {"file": SimpleUploadedFile(file.name, file.read())})


def address(name="import"):
    return reverse(f"vendor_portal:{name}", args=[Import.objects.get().pk])


def body(answer):
    return b"".join(answer.streaming_content)


def test_from_the_export_to_the_change_in_four_pages(portal, vendor, product):
    assert reverse(FILES) in text(portal.get(reverse("vendor_portal:products")))
    sheet = body(portal.get(reverse("vendor_portal:articles-file", args=["csv"]))).decode()
    assert product.title in sheet
    answer = upload(portal, table(*sheet.replace("40,00", "45,00").splitlines()))
    assert answer.url == address()
    assert "data-follow" in text(portal.get(address()))
    gone_on(Import.objects.get())
    shown = text(portal.get(address()))
    assert "45,00\u00a0€" in shown
    assert "Appliquer à 1 pièce" in shown
    portal.post(address())
    gone_on(Import.objects.get())
    assert "1 pièce est à jour" in text(portal.get(address()))
    assert product.stockrecords.get().price == 45


def test_the_file_to_correct_comes_in_the_kind_that_was_sent(portal, vendor):
    upload(portal, workbook(["Nom", "Prix"], ["Bol", "x"]))
    gone_on(Import.objects.get())
    assert "à corriger" in text(portal.get(address() + "?lignes=wrong"))
    answer = portal.get(address("import-corrections"))
    assert answer["Content-Disposition"].endswith('.xlsx"')
    assert body(answer).startswith(b"PK")


def test_without_errors_there_is_nothing_to_correct(portal, vendor):
    upload(portal, table("Nom", "Bol"))
    gone_on(Import.objects.get())
    assert portal.get(address("import-corrections")).status_code == 404


def test_a_file_that_was_only_looked_at_can_be_forgotten(portal, vendor):
    upload(portal, table("Nom", "Bol"))
    gone_on(Import.objects.get())
    portal.post(address("import-drop"))
    assert not Import.objects.exists()
    assert not vendor.products.exists()


@pytest.mark.parametrize("file", [photograph(), bomb(), SimpleUploadedFile("x.csv", b"\x00\xff" * 99)])
def test_a_file_that_is_no_table_is_told_so(portal, vendor, file):
    portal.post(reverse(FILES), {"file": file})
    gone_on(Import.objects.get())
    assert "n’a pas pu être lu" in text(portal.get(address()))


@pytest.mark.parametrize("file", ["", "text instead", SimpleUploadedFile("empty.csv", b"")])
def test_no_file_is_told_beside_the_field(portal, vendor, file):
    assert 'aria-invalid="true"' in text(portal.post(reverse(FILES), {"file": file}))


@pytest.mark.parametrize("query", ["?lignes=x&page=zz", "?page=-9", "?lignes=%00"])
def test_odd_addresses_show_the_import(portal, vendor, query):
    upload(portal, table("Nom", "Bol"))
    gone_on(Import.objects.get())
    assert portal.get(address() + query).status_code == 200


def test_an_odd_kind_of_file_is_not_found(portal, vendor):
    assert portal.get(reverse("vendor_portal:articles-file", args=["exe"])).status_code == 404
