"""Editors' pages in a browser: nothing for axe to find, and questions that filter themselves."""

import pytest
from playwright.sync_api import expect

from cms_pages.starter import create_starter_pages
from tests.browser.accessibility import violations
from tests.factories import ProductFactory

ADDRESSES = [
    "/",
    "/questions/",
    "/questions/professionnels/qui-peut-vendre/",
    "/recits/",
    "/recits/quarante-heures-de-feu/",
    "/contact-professionnel/",
    "/retractation/",
]


@pytest.fixture
def pages(transactional_db):
    create_starter_pages()
    ProductFactory()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_axe_finds_nothing_on_any_kind_of_page(pages, site, new_visitor, width, scheme):
    visitor = new_visitor(width=width, color_scheme=scheme)
    for address in ADDRESSES:
        visitor.goto(site + address)
        found = violations(visitor)
        assert [(address, fault["id"], fault["nodes"][0]["html"]) for fault in found] == []


def test_questions_filter_while_one_types_and_open_by_their_link(pages, site, new_visitor):
    visitor = new_visitor()
    complaints = []
    visitor.on("console", lambda message: complaints.append(message.text))
    visitor.goto(site + "/questions/#acheteurs-frais-de-retour")
    assert visitor.locator("#acheteurs-frais-de-retour").get_attribute("open") is not None
    visitor.get_by_label("Chercher dans les questions").fill("résolution photos")
    expect(visitor.locator("[data-questions] details:visible")).to_have_count(1)
    assert visitor.get_by_role("status").inner_text() == "1 réponse"
    assert complaints == []


def test_questions_are_searched_without_javascript(pages, site, new_visitor):
    visitor = new_visitor(width=390, java_script_enabled=False)
    visitor.goto(site + "/questions/")
    visitor.get_by_label("Chercher dans les questions").fill("résolution photos")
    visitor.get_by_label("Chercher dans les questions").press("Enter")
    expect(visitor.locator("[data-questions] details")).to_have_count(1)
