"""Old addresses lead to what they led to: redirections of Wagtail, which editors see and change."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from commerce.catalogue.models import Product
from commerce.moving.keeping import Keeper
from commerce.moving.models import Moved
from commerce.partner.models import Partner


def move_addresses(site, vendors, products, report, now):
    """Pages of products and of shops. Each old address once; one that is taken by an editor stays the editor's."""
    keeper = Keeper(Moved.Kind.ADDRESS, report, now)
    taken = set(Redirect.objects.values_list("old_path", flat=True))
    for former, link in _pairs(site, vendors, products):
        path = Redirect.normalise_path(former)[:255]
        if path in ("", "/") or (path in taken and keeper.target(path) is None):
            report.leave(Moved.Kind.ADDRESS, path or former, "taken")
            continue
        keeper.keep(
            path,
            link,
            create=lambda path=path, link=link: Redirect.objects.create(old_path=path, redirect_link=link),
            change=lambda pk, link=link: Redirect.objects.filter(pk=pk).update(redirect_link=link),
        )


def _pairs(site, vendors, products):
    shops = dict(Partner.objects.values_list("pk", "code"))
    slugs = dict(Product.objects.values_list("pk", "slug"))
    for store in site.stores:
        code = shops.get(vendors.target(store["id"]))
        if code and store.get("shop_url"):
            yield _path(store["shop_url"]), _link("partner:shop", slug=code)
    for key, post in site.posts.items():
        product_id = products.target(key)
        if product_id in slugs and post.get("url"):
            yield _path(post["url"]), _link("catalogue:detail", product_slug=slugs[product_id], pk=product_id)


def _path(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _link(name, **kwargs):
    return f"{settings.SITE_URL}{reverse(name, kwargs=kwargs)}"
