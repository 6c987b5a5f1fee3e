"""Builds the starter's pages on a database that may hold nothing, and leaves alone what editors have changed."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from cms_pages.models import (
    ContactPage,
    FaqAudiencePage,
    FaqIndexPage,
    HomePage,
    NavigationLinks,
    StandardPage,
    StoryIndexPage,
    StoryPage,
)
from cms_pages.roles import create_editorial_roles, create_support_role
from cms_pages.starter import buyer_questions, front, legal, practical, professional_questions, stories
from cms_pages.starter.model import as_html
from cms_pages.starter.pictures import PictureShelf
from commerce.partner.models import Partner


@transaction.atomic
def create_starter_pages(picture_for=None):
    """Home, questions, stories, contact and legal pages, menus, roles and moderation. Safe to run again.

    `picture_for(vendor_code, piece_title, view)` draws the pictures of the stories: it returns a PIL image, or None
    when it knows no such piece; an empty title asks for the workshop's banner. Without it, stories have no pictures.
    Returns the home page.
    """
    root = _root()
    home = _home(root)
    site = _site(home)
    for text in (*legal.TEXTS, *practical.TEXTS):
        _standard_page(home, text)
    _questions(home)
    _stories(home, PictureShelf(picture_for))
    for values in front.CONTACT_PAGES:
        _page(home, ContactPage, **values)
    _navigation(site)
    create_editorial_roles(root)
    create_support_role()
    return home


def _root():
    Locale.objects.get_or_create(language_code=settings.WAGTAIL_CONTENT_LANGUAGES[0][0])
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    return Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))


def _home(root):
    existing = HomePage.objects.first()
    if existing:
        return existing
    Page.objects.child_of(root).exact_type(Page).delete()
    return _page(Page.objects.get(pk=root.pk), HomePage, **front.HOME)


def _site(home):
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id != home.pk:
        site.root_page = home
        site.hostname = address.hostname
        site.port = address.port or (443 if address.scheme == "https" else 80)
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.save()
    return site


def _page(parent, model, *, slug, **values):
    """The child of `parent` at `slug`: as it stands if there is one, otherwise made and published."""
    existing = model.objects.child_of(parent).filter(slug=slug).first()
    if existing:
        return existing
    page = parent.add_child(instance=model(slug=slug, **values))
    page.save_revision().publish()
    return page


def _standard_page(home, text):
    _page(
        home,
        StandardPage,
        slug=text.slug,
        title=text.title,
        lead=text.lead,
        search_description=text.description or text.lead,
        in_force_since=text.in_force_since,
        body=[("text", as_html(text.body))],
    )


def _questions(home):
    index = _page(home, FaqIndexPage, **front.QUESTIONS)
    for module in (buyer_questions, professional_questions):
        sections = [("section", _section(rubric)) for rubric in module.RUBRICS]
        _page(index, FaqAudiencePage, **module.PAGE, sections=sections)


def _section(rubric):
    questions = [
        {"question": answer.question, "answer": as_html(answer.text), "slug": answer.slug} for answer in rubric.answers
    ]
    return {"title": rubric.title, "questions": questions}


def _stories(home, shelf):
    index = _page(home, StoryIndexPage, **front.STORIES)
    vendors = {vendor.code: vendor for vendor in Partner.objects.filter(code__in=[s.vendor_code for s in stories.ALL])}
    for story in stories.ALL:
        if not StoryPage.objects.child_of(index).filter(slug=story.slug).exists():
            _page(
                index,
                StoryPage,
                slug=story.slug,
                title=story.title,
                introduction=story.introduction,
                search_description=story.introduction[:250],
                author=stories.AUTHOR,
                vendor=vendors.get(story.vendor_code),
                picture=shelf.image(story.vendor_code, story.opening),
                picture_alternative=story.opening.alternative,
                body=shelf.blocks(story),
            )


def _navigation(site):
    links = NavigationLinks.for_site(site)
    if links.header or links.footer:
        return
    pages = {page.url: page for page in site.root_page.get_descendants().specific(defer=True)}
    links.header = [
        ("link", {**_link(pages, label, address), "professional": bool(professional)})
        for label, address, *professional in front.HEADER
    ]
    links.footer = [
        ("column", {"title": title, "links": [_link(pages, *values) for values in values_of_links]})
        for title, values_of_links in front.FOOTER
    ]
    links.save()


def _link(pages, label, address):
    page = pages.get(address)
    return {"label": label, "page": page, "address": "" if page else address}
