"""Which pieces of a shop sell and which are looked at, in a period."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from commerce.analytics.models import ProductDay
from commerce.analytics.statistics import confirmed_between, conversion
from commerce.catalogue.models import Product
from commerce.money import to_cents
from commerce.order.models import Line

FIELDS = ("views", "baskets", "orders", "sold", "cents")


@dataclass(frozen=True)
class Piece:
    """A piece, its variants included: looks, baskets, orders, how many were sold, and what buyers paid in cents."""

    product: Product
    views: int
    baskets: int
    orders: int
    sold: int
    cents: int

    @property
    def conversion(self):
        """Orders per hundred looks; None where nobody looked."""
        return conversion(self.orders, self.views)


def pieces_of(vendor, period, *, key, limit=None):
    """Pieces that were looked at, wanted or sold in the period, highest `key` (a field's name) first.

    With a limit only so many, and none whose `key` is zero. Three queries, however many pieces the shop has. What
    buyers paid is without delivery. A deleted piece has no row.
    """
    looks, sales = _looks(vendor, period), _sales(vendor, period)
    known = {pk: (*looks.get(pk, (0, 0)), *sales.get(pk, (0, 0, 0))) for pk in looks.keys() | sales.keys()}
    place = FIELDS.index(key)
    asked = (pk for pk in known if limit is None or known[pk][place])
    chosen = sorted(asked, key=lambda pk: (-known[pk][place], pk))[:limit]
    products = Product.objects.filter(vendor=vendor).only("title", "structure").in_bulk(chosen if limit else None)
    return [Piece(products[pk], *known[pk]) for pk in chosen if pk in products]


def _looks(vendor, period):
    days = ProductDay.objects.filter(vendor=vendor, day__range=(period.first, period.last))
    sums = days.order_by().values_list("product").annotate(Sum("views"), Sum("baskets"))
    return {pk: counts for pk, *counts in sums}


def _sales(vendor, period):
    parts = confirmed_between(vendor, period.first, period.last)
    lines = Line.objects.filter(vendor_order__in=parts, product__isnull=False).order_by()
    piece = Coalesce("product__parent", "product")
    sums = {
        "orders": Count("vendor_order", distinct=True),
        "sold": Sum("quantity"),
        "euros": Sum("line_price_incl_tax"),
    }
    rows = lines.values_list(piece).annotate(**sums)
    return {pk: (orders, sold, to_cents(euros)) for pk, orders, sold, euros in rows}
