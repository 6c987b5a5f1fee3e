"""A sold-out piece leaves the shop by itself, where the vendor wants it, and comes back with its stock."""

from django.db.models import F
from django.db.models.functions import Coalesce
from django.dispatch import receiver

from commerce.partner.models import StockRecord
from commerce.partner.shelf import NotReady, put_online
from commerce.stock.causes import Cause
from commerce.stock.journal import Origin, note
from commerce.stock.models import Movement
from commerce.stock.signals import moved


def goes_offline(record):
    """Whether the piece leaves the shop once it is sold out: its own setting, else the shop's."""
    own = record.sold_out_goes_offline
    return record.partner.sold_out_goes_offline if own is None else own


@receiver(moved, sender=Movement, dispatch_uid="stock_sold_out")
def _moved(sender, records, rows, **kwargs):
    for row in rows:
        record = records[row.stockrecord_id]
        if record.net_stock_level <= 0 and goes_offline(record):
            _take_off(record, row)
        elif record.net_stock_level > 0 and not _shown(record).is_public and _is_off_until_back(record):
            _bring_back(record, row)


def _shown(record):
    return record.product.parent if record.product.is_child else record.product


def _take_off(record, row):
    """Out of the shop, unless a sister is left: variants are shown together."""
    if not _shown(record).is_public or sisters_left(record):
        return
    put_online(record, False)
    StockRecord.objects.filter(pk=record.pk).update(is_off_until_back=True)
    note(record, Origin(Cause.SOLD_OUT_OFFLINE, now=row.occurred_at))


def sisters_left(record):
    """Whether another variant shown on its page can still be sold."""
    return record.product.is_child and _family(record).filter(left__gt=0).exists()


def _bring_back(record, row):
    """Into the shop again, as it was; it stays out where something else is missing by now, or the shop isn't open."""
    try:
        is_shown = put_online(record, True)
    except NotReady:
        return
    if not is_shown:
        return
    note(record, Origin(Cause.BACK_ONLINE, now=row.occurred_at))


def _is_off_until_back(record):
    """Whether the page left with this record or with a sister: the last to be sold carries the mark."""
    return _family(record).filter(is_off_until_back=True).exists()


def _family(record):
    """The stock records that are shown on one page, each with what is `left` to sell."""
    product = record.product
    alone = StockRecord.objects.filter(product=product)
    family = StockRecord.objects.filter(product__parent=product.parent_id) if product.is_child else alone
    return family.annotate(left=Coalesce("num_in_stock", 0) - Coalesce(F("num_allocated"), 0))
