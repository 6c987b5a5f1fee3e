"""A first piece, prepared on a telephone at the kitchen table, before the shop is open."""

import pytest
from playwright.sync_api import expect

from commerce.partner.models import Partner
from tests.browser.accessibility import assert_fit
from tests.browser.test_vendor_portal import member, sign_in  # noqa: F401
from tests.commerce.catalogue.photographs import photograph
from tests.commerce.catalogue.shelves import category
from tests.commerce.catalogue.typology import asking, kind
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_first_piece_is_prepared_on_a_telephone(site, new_visitor, member, sign_in, tmp_path, scripts):  # noqa: F811
    VendorFactory(name="Terre Courbe", member=member, status=Partner.Status.DRAFT, vat_rate=20)
    clay = kind("Terre", cuisson={"required": True})
    clay.asks_about_art = True
    clay.save()
    asking(category("Bols"), clay)
    picture = tmp_path / "bol.jpg"
    picture.write_bytes(photograph((900, 1200), turned=True, color=(180, 150, 120)).read())
    page = new_visitor(width=390, java_script_enabled=scripts)
    sign_in(page)
    page.goto(f"{site}/espace-pro/produits/")
    page.get_by_role("link", name="Ajouter une pièce").click()
    page.get_by_label("Nom de la pièce").fill("Bol bleuté")
    broken = tmp_path / "IMG_2.heic"
    broken.write_bytes(b"<html>")
    page.get_by_label("Images", exact=True).set_input_files([broken, picture])
    page.get_by_label("Ce que montre la première image").fill("Bol bleu vu de dessus")
    page.get_by_label("Catégorie").select_option("Bols")
    if scripts:
        page.get_by_label("Cuisson").fill("1 280 °C")
        expect(page.get_by_text("Brouillon enregistré à")).to_be_visible()
    page.get_by_label("Description").fill("Grès de Puisaye, émail bleu.")
    page.get_by_label("Prix, TVA comprise").fill("trente")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.get_by_text("IMG_2.heic").first).to_be_visible(timeout=60_000)
    expect(page.get_by_label("Nom de la pièce")).to_have_value("Bol bleuté")
    if scripts:
        expect(page.get_by_text("Les autres sont gardées")).to_be_visible()
        page.get_by_role("button", name="Enregistrer le brouillon").click()
    price = page.get_by_label("Prix, TVA comprise")
    expect(price).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Nom de la pièce")).to_have_value("Bol bleuté")
    if scripts:
        assert_fit(page, "wrong")
    if not scripts:
        page.get_by_label("Cuisson").fill("1 280 °C")
    expect(page.get_by_label("Cuisson")).to_have_value("1 280 °C")
    page.get_by_label("Céramique").check()
    price.fill("100")
    if scripts:
        expect(page.get_by_text("il vous revient 85,60")).to_be_visible()
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.get_by_text("dès que votre boutique sera ouverte")).to_be_visible()
    expect(page.get_by_label("Céramique")).to_be_checked()
    if scripts:
        assert_fit(page, "ready")
    page.get_by_role("link", name="Voir comme le verra l’acheteur").click()
    expect(page.get_by_role("img", name="Bol bleu vu de dessus")).to_be_visible()
