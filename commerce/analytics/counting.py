"""Marks become counts: pages write marks, the task cluster sums them up."""

import logging
from collections import Counter
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from commerce.analytics.models import Mark, ProductDay
from commerce.catalogue.models import Product

logger = logging.getLogger(__name__)
BATCH = 2000
#: Two years to compare and a month of grace; older counts are deleted.
KEPT_DAYS = 2 * 364 + 31

_ADD = """
INSERT INTO analytics_productday (product_id, vendor_id, day, views, baskets) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (product_id, day) DO UPDATE SET
  views = analytics_productday.views + excluded.views, baskets = analytics_productday.baskets + excluded.baskets
"""


def mark(kind, product, *, now):
    """Note one look or basket, for the piece that a variant is of. A page never fails for want of it."""
    try:
        with transaction.atomic():
            Mark.objects.create(product_id=product.parent_id or product.pk, day=timezone.localdate(now), kind=kind)
    except DatabaseError:
        logger.warning("A %s of product %s wasn't counted.", kind, product.pk, exc_info=True)


def sum_up(*, now):
    """Add all marks to their days and forget days that are too old. Returns how many marks there were.

    May run twice, stop halfway and run beside itself: what was added is deleted in the same transaction.
    """
    total = 0
    while added := _add_some():
        total += added
    ProductDay.objects.filter(day__lt=timezone.localdate(now) - timedelta(days=KEPT_DAYS)).delete()
    return total


@transaction.atomic
def _add_some():
    marks = Mark.objects.select_for_update(skip_locked=True).order_by("pk")[:BATCH]
    marks = list(marks.values_list("pk", "product_id", "day", "kind"))
    counts = Counter((product, day, kind) for _pk, product, day, kind in marks)
    vendors = dict(Product.objects.filter(pk__in={key[0] for key in counts}).values_list("pk", "vendor_id"))
    rows = [
        (product, vendors[product], day, counts[product, day, Mark.Kind.VIEW], counts[product, day, Mark.Kind.BASKET])
        for product, day in sorted({key[:2] for key in counts})
        if product in vendors
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)
    Mark.objects.filter(pk__in=[row[0] for row in marks]).delete()
    return len(marks)
