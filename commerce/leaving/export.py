"""All my data in one file: asked for once, made by the task cluster in constant memory, fetched for seven days."""

from datetime import timedelta
from tempfile import TemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_q.tasks import async_task

from commerce.communication import shops
from commerce.leaving import export_tables
from commerce.leaving.models import Export
from commerce.settlement.locks import lock_vendor

KEPT = timedelta(days=7)
#: After so long without an end a worker counts as dead.
CLAIM_LIFETIME = timedelta(minutes=20)
#: How long one file may take, in seconds.
SECONDS_MAX = 900


@transaction.atomic
def ask(vendor, *, by, now):
    """Have a file made. While one is being made, and for the file that is less than an hour old, it is that one."""
    lock_vendor(vendor.pk)
    fresh = Q(ready_at__gt=now - timedelta(hours=1), dropped_at=None)
    current = Export.objects.filter(Q(ready_at=None, dropped_at=None) | fresh, vendor=vendor).first()
    if current:
        return current
    export = Export.objects.create(vendor=vendor, asked_by=by, asked_at=now)
    make_soon(export)
    return export


def make_soon(export):
    """Hand the work to the task cluster; it leaves with the transaction."""
    async_task("commerce.leaving.tasks.make_export", export.pk, q_options={"timeout": SECONDS_MAX})


def unmade(now):
    """Exports whose worker died, or whose task came to nothing."""
    dead = Q(claimed_at=None, asked_at__lte=now - CLAIM_LIFETIME) | Q(claimed_at__lte=now - CLAIM_LIFETIME)
    return Export.objects.being_made().filter(dead).order_by("pk")


def make(export, *, now):
    """Write the file, tell whoever asked. Two at once make it once; cut anywhere, it is made again. Returns bool."""
    free = Q(claimed_at=None) | Q(claimed_at__lte=now - CLAIM_LIFETIME)
    if not Export.objects.being_made().filter(free, pk=export.pk).update(claimed_at=now, tables_done=0):
        return False
    with TemporaryFile() as target:
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for number, write in enumerate(export_tables.PARTS, start=1):
                write(archive, export.vendor)
                Export.objects.filter(pk=export.pk).update(tables_done=number)
        target.seek(0)
        name = Export._meta.get_field("file").storage.save(f"exports/{export.vendor_id}-{export.pk}.zip", File(target))
    return _finish(export, name, now)


def _finish(export, name, now):
    export.ready_at = max(now, timezone.now())
    with transaction.atomic():
        kept = Export.objects.being_made().filter(pk=export.pk, claimed_at=now)
        if not kept.update(file=name, ready_at=export.ready_at):
            Export._meta.get_field("file").storage.delete(name)
            return False
        portal_url = f"{settings.SITE_URL}/espace-pro/reglages/donnees/"
        shops.tell(
            export.vendor,
            event="export_ready",
            key=f"export:{export.pk}",
            addresses=[export.asked_by.email if export.asked_by else export.vendor.email],
            url=portal_url,
            context={
                "vendor": export.vendor,
                "until": export.ready_at + KEPT,
                "portal_url": portal_url,
            },
        )
    return True


def ready(vendor, *, now):
    """The newest file that may be fetched, or None."""
    return Export.objects.filter(vendor=vendor, dropped_at=None, ready_at__gt=now - KEPT).first()


def outdated(now):
    """Files that were kept long enough."""
    return Export.objects.filter(ready_at__lte=now - KEPT, dropped_at=None)


def drop(export, *, now):
    """Delete the file, then remember it; cut between both, it is done again."""
    export.file.storage.delete(export.file.name)
    Export.objects.filter(pk=export.pk).update(dropped_at=now)
