"""Links of header and footer: the editors' own, quick, and never missing."""

import pytest
from django.test import RequestFactory
from wagtail.models import Site

from cms_pages.models import NavigationLinks, StandardPage
from cms_pages.navigation import navigation

MAKERS = ["/espace-pro/", "/contact-professionnel/"]


def _navigation():
    return navigation(RequestFactory().get("/"))["navigation"]


def _urls(links):
    return [link["url"] for link in links]


def _footer_urls():
    return [url for column in _navigation()["footer"] for url in _urls(column["links"])]


def test_makers_find_their_two_links_in_menu_and_footer(home):
    assert [link["url"] for link in _navigation()["header"] if link["professional"]] == MAKERS
    assert set(MAKERS) <= set(_footer_urls())


def test_ranking_and_legal_pages_are_one_click_from_everywhere(home):
    assert {"/classement-des-offres/", "/mentions-legales/", "/cgv/", "/retractation/"} <= set(_footer_urls())


def test_a_site_without_any_page_still_leads_somewhere(db):
    assert not Site.objects.exists()
    assert set(MAKERS) <= set(_urls(_navigation()["header"]))
    assert set(MAKERS) <= set(_footer_urls())


def test_a_page_that_does_not_exist_has_its_links_too(home, client):
    response = client.get("/rien-ici/")
    assert response.status_code == 404
    assert all(f'href="{url}"' in response.content.decode() for url in MAKERS)


def test_links_cost_one_query_once_known(home, django_assert_max_num_queries):
    _navigation()
    with django_assert_max_num_queries(1):
        _navigation()


def test_an_edited_label_shows_at_once(home):
    _navigation()
    links = NavigationLinks.objects.get()
    links.header = [("link", {"label": "Nos mains", "page": None, "address": "/ateliers/", "professional": False})]
    links.save()
    assert _navigation()["header"] == [{"label": "Nos mains", "url": "/ateliers/", "professional": False}]


@pytest.mark.parametrize("what_happens", ["unpublish", "rename"])
def test_a_page_that_moves_or_goes_takes_its_link_along(home, what_happens):
    assert "/livraison/" in _footer_urls()
    page = StandardPage.objects.get(slug="livraison")
    if what_happens == "unpublish":
        page.unpublish()
    else:
        page.slug = "expedition"
        page.save_revision().publish()
    assert "/livraison/" not in _footer_urls()
    assert ("/expedition/" in _footer_urls()) == (what_happens == "rename")
