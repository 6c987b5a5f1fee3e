"""Which pieces a promotion on categories or chosen pieces reaches: written down with its day, never guessed later."""

from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex

from commerce.catalogue.models import Category, Product, ProductCategory
from commerce.compliance.sales_seasons import says_sales, too_recent
from commerce.promotions.models import Promotion, Reach


def products_of_categories(products, categories):
    """Those of `products` that are filed under the categories or below them."""
    below = Q(pk__in=[])
    for category in categories:
        below |= Q(category__path__startswith=category.path)
    return products.filter(pk__in=ProductCategory.objects.filter(below).values("product"))


def write_reaches(promotion, products, now):
    """Write what a promotion that hasn't begun reaches, in place of what was written before."""
    promotion.reaches.all().delete()
    since = min(now, promotion.starts_at)
    Reach.objects.bulk_create(
        Reach(promotion=promotion, product_id=pk, since=since)
        for pk in sorted({product if isinstance(product, int) else product.pk for product in products})
    )


def join(product_id, category_id, now):
    """A piece is filed under a category: promotions of its shop on it, or on one above, reach it from now on.

    Soldes do where it was offered for a month when they begin.
    """
    path = Category.objects.filter(pk=category_id).values_list("path", flat=True).first()
    promotions = Promotion.objects.ahead(now).filter(scope=Promotion.Scope.CATEGORIES, vendor__products=product_id)
    above = promotions.annotate(place=StrIndex(Value(path or ""), F("categories__path"))).filter(place=1)
    for pk, name, starts_at in set(above.values_list("pk", "name", "starts_at")):
        if says_sales(name) and too_recent(Product.objects.filter(pk=product_id), starts_at).exists():
            continue
        Reach.objects.get_or_create(promotion_id=pk, product_id=product_id, defaults={"since": now})
