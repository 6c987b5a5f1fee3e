"""What search engines may find: pages, questions, products and workshops on display."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from commerce.catalogue.models import Product
from commerce.partner.models import Partner


class _ShopSitemap(Sitemap):
    """Addresses of the shop, on the host that the settings name."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class ProductSitemap(_ShopSitemap):
    def items(self):
        return Product.objects.in_listings().order_by("pk").only("slug", "date_updated", "structure")

    def lastmod(self, product):
        return product.date_updated


class VendorSitemap(_ShopSitemap):
    def items(self):
        return Partner.objects.for_public_display().order_by("pk").only("code")


SITEMAPS = {"pages": PageSitemap, "produits": ProductSitemap, "ateliers": VendorSitemap}
