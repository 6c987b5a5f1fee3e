"""« Bientôt épuisée »: one mail to the vendor each time that a sale takes a piece down to its threshold."""

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse

from commerce.catalogue.models import Making
from commerce.communication import shops
from commerce.stock.causes import Cause
from commerce.stock.models import Movement
from commerce.stock.signals import moved

#: What the vendor didn't do with an own hand on this page: a colleague's market sale may be news too.
SALES = (Cause.SALE, Cause.MARKET)


def threshold_of(record):
    """At how many left the vendor wants to be told: the piece's own figure, else the shop's, which isn't meant for
    pieces that are one of a kind. 0 and None: never.
    """
    own = record.low_stock_threshold
    if own is None and record.product.making != Making.UNIQUE:
        return record.partner.low_stock_default
    return own


@receiver(moved, sender=Movement, dispatch_uid="stock_alarm")
def _moved(sender, records, rows, **kwargs):
    for row in rows:
        record = records[row.stockrecord_id]
        if row.cause in SALES and _crosses(row, threshold_of(record)):
            _tell(record, row)


def _crosses(row, threshold):
    """Whether this movement, and none before it, took what can be sold down to the threshold."""
    after = row.stock_after - row.reserved_after
    before = after - row.stock_change + row.reserved_change
    return bool(threshold) and after <= threshold < before


def _tell(record, row):
    stock_url = settings.SITE_URL + reverse("vendor_portal:stock-journal", args=[record.pk])
    shops.tell(
        record.partner,
        event="low_stock",
        key=f"{row.pk}",
        context={
            "title": record.product.get_title(),
            "left": row.stock_after - row.reserved_after,
            "vendor": record.partner,
            "stock_url": stock_url,
        },
        url=stock_url,
    )
