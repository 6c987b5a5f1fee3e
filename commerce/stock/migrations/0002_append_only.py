from django.db import migrations
from django.db.models import Q
from django.utils import timezone

from commerce.stock import append_only

BATCH = 1000


def open_journal(apps, schema_editor):
    """What each stock record holds on this day is its first row."""
    record_model, movement_model = apps.get_model("partner", "StockRecord"), apps.get_model("stock", "Movement")
    now = timezone.now()
    held = record_model.objects.filter(Q(num_in_stock__gt=0) | Q(num_allocated__gt=0), movements=None)
    rows = (
        movement_model(
            stockrecord_id=pk,
            vendor_id=vendor,
            cause="opening",
            stock_change=stock or 0,
            reserved_change=reserved or 0,
            stock_after=stock or 0,
            reserved_after=reserved or 0,
            occurred_at=now,
        )
        for pk, vendor, stock, reserved in held.values_list("pk", "partner", "num_in_stock", "num_allocated")
    )
    movement_model.objects.bulk_create(rows, batch_size=BATCH)


def install(apps, schema_editor):
    append_only.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("stock", "0001_journal")]
    operations = [
        migrations.RunPython(open_journal, migrations.RunPython.noop),
        migrations.RunPython(install, elidable=False),
    ]
