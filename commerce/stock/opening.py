"""A new stock record's first figure: written in the journal as the record is created, whoever creates it."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from commerce.partner.models import StockRecord
from commerce.stock.causes import Cause
from commerce.stock.models import Movement


@receiver(post_save, sender=StockRecord, dispatch_uid="stock_opening")
def _created(sender, instance, created, raw=False, **kwargs):
    if created and not raw:
        open_records([instance])


def open_records(records, *, now=None):
    """Write the first row of records that were just created, in bulk or one by one; Django's bulk tells nobody."""
    now = now or timezone.now()
    Movement.objects.bulk_create(_first_row(record, now) for record in records if record.num_in_stock)


def _first_row(record, now):
    reserved = record.num_allocated or 0
    return Movement(
        stockrecord_id=record.pk,
        vendor_id=record.partner_id,
        cause=Cause.OPENING,
        stock_change=record.num_in_stock,
        reserved_change=reserved,
        stock_after=record.num_in_stock,
        reserved_after=reserved,
        occurred_at=now,
    )
