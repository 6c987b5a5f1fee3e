"""A file of pieces, from the download to what it changed, on a telephone without scripts."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from commerce.partner.models import StockRecord
from tests.browser.accessibility import assert_fit_at_both_ends, submit
from tests.browser.test_vendor_portal import member, sign_in  # noqa: F401
from tests.commerce.catalogue.shelves import category, put
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_file_of_pieces_is_sent_looked_at_and_applied(site, new_visitor, member, sign_in, tmp_path):  # noqa: F811
    vendor = VendorFactory(name="Terre Courbe", member=member)
    bowl = put(ProductFactory(vendor=vendor, title="Bol", stock=5, price=Decimal(40)), category("Bols"))
    page, judged = new_visitor(width=390, java_script_enabled=False), new_visitor(width=390)
    sign_in(page)
    sign_in(judged)
    page.goto(f"{site}/espace-pro/")
    submit(page.get_by_role("link", name="Produits", exact=True))
    submit(page.get_by_role("navigation", name="Produits").get_by_role("link", name="Par fichier"))
    with page.expect_download() as download:
        page.get_by_role("link", name="En CSV").click()
    sheet = download.value.path().read_text(encoding="utf-8-sig")
    header, row = sheet.splitlines()
    assert "40,00" in row
    changed = tmp_path / "pieces.csv"
    wrong, new = (";".join([reference, name]) for reference, name in (("", ""), ("J-1", "Jatte")))
    changed.write_text(
        "\r\n".join([header, row.replace("40,00", "45,00").replace(";5;", ";9;", 1), new, f"{wrong};;;x;30"])
    )
    submit(page.get_by_role("button", name="Voir ce que cela changerait"))
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    page.get_by_label("Fichier CSV ou XLSX").set_input_files(changed)
    submit(page.get_by_role("button", name="Voir ce que cela changerait"))
    expect(page.get_by_role("heading", name="Rien n’est encore changé")).to_be_visible()
    expect(page.get_by_text("1 ligne est à corriger")).to_be_visible()
    judged.goto(page.url)
    assert_fit_at_both_ends(judged, "what the file would change")
    page.get_by_label("Mettre aussi à jour les stocks").check()
    submit(page.get_by_role("button", name="Appliquer à 2 pièces"))
    expect(page.get_by_text("2 pièces sont à jour")).to_be_visible()
    judged.reload()
    assert_fit_at_both_ends(judged, "what the file changed")
    record = StockRecord.objects.get(product=bowl)
    assert (record.price, record.num_in_stock) == (Decimal(45), 9)
    assert vendor.products.filter(title="Jatte", is_public=False).exists()
    judged.goto(f"{site}/espace-pro/produits/fichier/")
    assert_fit_at_both_ends(judged, "the files")
