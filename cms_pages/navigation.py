"""Links of header and footer, for every template: the editors' own, or a few that always lead somewhere."""

from django.core.cache import cache
from django.db import DatabaseError
from django.utils.translation import gettext as _
from wagtail.models import Site

# Written at once by this process; another process without a shared cache sees a change after this many seconds.
SECONDS_IN_CACHE = 300


def navigation(request):
    """Context processor: `navigation.header` (label, url, professional) and `.footer` (title, links). One query."""
    return {"navigation": links_of(_site_of(request))}


def _site_of(request):
    try:
        return Site.find_for_request(request)
    except DatabaseError:
        return None


def links_of(site):
    """The links of a Wagtail site, remembered until an editor changes something. None has the fallback's."""
    if site is None:
        return fallback_links()
    key = _key(site.pk)
    links = cache.get(key)
    if links is None:
        links = _edited_links(site)
        cache.set(key, links, SECONDS_IN_CACHE)
    return links


def forget_links(**_signal):
    """Forget all remembered links: an address or a label may have changed."""
    cache.delete_many([_key(pk) for pk in Site.objects.values_list("pk", flat=True)])


def _key(site_id):
    return f"navigation:{site_id}"


def _edited_links(site):
    from cms_pages.models import NavigationLinks

    edited = NavigationLinks.for_site(site)
    header = [
        {"label": block.value["label"], "url": block.value.url, "professional": block.value["professional"]}
        for block in edited.header
    ]
    footer = [
        {"title": block.value["title"], "links": _shown([_link(value) for value in block.value["links"]])}
        for block in edited.footer
    ]
    fallback = fallback_links()
    return {"header": _shown(header) or fallback["header"], "footer": footer or fallback["footer"]}


def _link(value):
    return {"label": value["label"], "url": value.url}


def _shown(links):
    return [link for link in links if link["url"]]


def fallback_links():
    """What a site without editors' links shows: addresses that code owns, and the two that makers look for."""
    professional = [
        {"label": _("Espace professionnel"), "url": "/espace-pro/", "professional": True},
        {"label": _("Contact professionnel"), "url": "/contact-professionnel/", "professional": True},
    ]
    visitor = [
        {"label": _("Ateliers"), "url": "/ateliers/", "professional": False},
        {"label": _("Questions"), "url": "/questions/", "professional": False},
    ]
    return {
        "header": [*visitor, *professional],
        "footer": [
            {"title": _("La boutique"), "links": visitor},
            {"title": _("Les artisans"), "links": professional},
        ],
    }
