"""The shop's pages in a real browser: WCAG 2.2 AA in both schemes, no script needed, nothing wider than a screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.commerce.catalogue.shelves import category, put, ring_in_sizes, with_attribute, with_picture
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]


@pytest.fixture
def pages():
    """Addresses of one page of each kind, with something on it."""
    vendor, shelf = VendorFactory(name="Terre Courbe", tagline="Du grès, lentement."), category("Maison")
    bowl = with_attribute(ProductFactory(title="Bol bleuté", vendor=vendor), "Matière", "Grès")
    put(with_picture(bowl), shelf)
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


def faults(page):
    """What axe finds, one line each."""
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]


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
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Bol bleuté").click()
    page.get_by_role("button", name="Ajouter au panier").click()
    assert page.locator(".basket-count").inner_text().startswith("1")


def test_the_narrow_menu_opens_without_javascript_and_by_keyboard(site, new_visitor, pages):
    page = new_visitor(width=390, java_script_enabled=False)
    page.goto(site + "/boutique/")
    professional = page.get_by_role("link", name="Espace professionnel").first
    menu = page.get_by_role("navigation", name="Menu principal")
    assert not menu.is_visible()
    page.get_by_role("button", name="Menu", exact=True).focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    assert professional.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()


def test_the_first_tab_leads_past_the_menu(site, new_visitor, pages):
    page = new_visitor()
    page.goto(site + "/boutique/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
