from django.conf import settings
from django.http import Http404, HttpResponse
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.models import Site

from cms_pages.sitemaps import SITEMAPS

CLOSED_TO_ROBOTS = (
    "/cms/",
    "/gestion/",
    "/panier/",
    "/commande/",
    "/compte/",
    "/porte/",
    "/espace-pro/",
    "/recherche/",
)


def sitemap(request):
    if Site.find_for_request(request) is None:
        raise Http404
    return wagtail_sitemap(request, sitemaps=SITEMAPS)


def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS)]
    lines.append(f"Sitemap: {settings.SITE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
