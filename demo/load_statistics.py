"""Visitors of the last weeks: what was sold was looked at before, and much was only looked at."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from commerce.analytics.models import ProductDay
from commerce.catalogue.models import Product

DAYS = 70
SEED = 20261129


def load_statistics(*, now):
    """Count believable looks and baskets of every piece on display, weekends busier. A second run adds nothing."""
    if ProductDay.objects.exists():
        return
    random, today = Random(SEED), timezone.localdate(now)
    pieces = Product.objects.in_listings().order_by("pk").values_list("pk", "vendor_id")
    days = [today - timedelta(days=age) for age in range(DAYS)]
    charm = {pk: random.choice([1, 2, 3, 8]) for pk, _vendor in pieces}
    counted = (_counted(random, pk, vendor, day, charm[pk]) for pk, vendor in pieces for day in days)
    ProductDay.objects.bulk_create(filter(None, counted), batch_size=1000)


def _counted(random, pk, vendor, day, charm):
    views = random.randint(0, charm * (2 if day.weekday() >= 5 else 1))
    baskets = sum(random.random() < 0.08 for _ in range(views))
    return ProductDay(product_id=pk, vendor_id=vendor, day=day, views=views, baskets=baskets) if views else None
