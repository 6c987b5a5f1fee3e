"""The shop's pages in a real browser: WCAG 2.2 AA in both schemes, no script needed, nothing wider than a screen."""

import pytest
from playwright.sync_api import expect

from commerce.promotions.tiers import TypedTier, set_tiers
from tests.browser.accessibility import faults, submit
from tests.commerce.catalogue.shelves import category, put, ring_in_sizes, with_attribute, with_picture
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)

#: Colours don't depend on the width, nor sizes on the colours.
SCREENS = [(390, "light"), (1280, "dark")]


@pytest.fixture
def pages():
    """Addresses of one page of each kind, with something on it."""
    vendor, shelf = VendorFactory(name="Terre Courbe", tagline="Du grès, lentement."), category("Maison")
    bowl = with_attribute(ProductFactory(title="Bol bleuté", vendor=vendor), "Matière", "Grès")
    put(with_picture(bowl), shelf)
    set_tiers(bowl.stockrecords.get(), [TypedTier(3, percent=10)])
    ring = put(ring_in_sizes(("52", 0), ("54", 2), vendor=vendor), shelf)
    sold_out = ProductFactory(title="Vase parti", vendor=vendor, stock=0)
    return {
        "catalogue": "/boutique/",
        "category": f"/boutique/categorie/maison_{shelf.pk}/",
        "product": bowl.get_absolute_url(),
        "variants": ring.get_absolute_url(),
        "sold out": sold_out.get_absolute_url(),
        "search": "/recherche/?q=bol",
        "nothing found": "/recherche/?q=zzz",
        "directory": "/ateliers/",
        "shop": vendor.get_absolute_url(),
        "lost": "/page-perdue/",
    }


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_of_the_shop_is_accessible_and_fits_its_screen(site, new_visitor, pages, width, scheme):
    page = new_visitor(width=width, color_scheme=scheme)
    for name, path in pages.items():
        page.goto(site + path)
        assert faults(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide"


def test_the_shop_asks_nothing_of_anybody_else_and_runs_no_inline_code(site, new_visitor, pages):
    page = new_visitor()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    for path in pages.values():
        page.goto(site + path)
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    assert complaints == []


def test_a_shopper_without_javascript_finds_a_piece_and_puts_it_in_the_basket(site, new_visitor, pages):
    page = new_visitor(width=390, java_script_enabled=False)
    page.goto(site + "/boutique/")
    page.get_by_role("searchbox").fill("bols")
    submit(page.get_by_role("button", name="Chercher"))
    submit(page.get_by_role("link", name="Bol bleuté"))
    expect(page.get_by_role("row", name="à partir de 3")).to_contain_text("36,00")
    page.get_by_label("Quantité").fill("3")
    submit(page.get_by_role("button", name="Ajouter au panier"))
    assert page.locator(".basket-count").inner_text().startswith("3")
    page.goto(site + "/panier/")
    expect(page.get_by_text("prix à partir de 3")).to_be_visible()
    expect(page.get_by_text("108,00").first).to_be_visible()


def test_the_narrow_menu_opens_without_javascript_and_by_keyboard(site, new_visitor, pages):
    page = new_visitor(width=390, java_script_enabled=False)
    page.goto(site + "/boutique/")
    professional = page.get_by_role("link", name="Espace professionnel").first
    menu = page.get_by_role("navigation", name="Menu principal")
    expect(menu).not_to_be_visible()
    page.get_by_role("button", name="Menu", exact=True).focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(professional).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).not_to_be_visible()


def test_the_first_tab_leads_past_the_menu(site, new_visitor, pages):
    page = new_visitor()
    page.goto(site + "/boutique/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Aller au contenu"
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()
