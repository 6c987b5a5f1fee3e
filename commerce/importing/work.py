"""An import from its file to its end: begun by the vendor, carried on by the task cluster in short pieces."""

from datetime import timedelta
from time import monotonic

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from commerce.importing import applying, finishing, reading
from commerce.importing.models import Import

#: How long one task works before it hands over to the next, in seconds: well below the cluster's time limit.
PIECE = 20
#: After so long without a sign a worker counts as dead.
STALLED = timedelta(minutes=5)
KEPT = timedelta(days=30)
AT_WORK = (Import.State.READING, Import.State.APPLYING)


def begin(vendor, *, by, file, archive=None, now):
    """Keep the vendor's file, and have it read. Returns the Import."""
    an_import = Import(vendor=vendor, asked_by=by, asked_at=now, touched_at=now, file_name=file.name[-120:])
    an_import.file.save(f"{vendor.pk}.table", file, save=False)
    if archive:
        an_import.archive.save(f"{vendor.pk}.zip", archive, save=False)
    with transaction.atomic():
        an_import.save()
        go_on_soon(an_import.pk)
    return an_import


def agree(an_import, *, updates_stock, now):
    """Apply what the preview showed; stocks of articles that are there only where `updates_stock`."""
    with transaction.atomic():
        if applying.start(an_import, updates_stock=updates_stock, now=now):
            go_on_soon(an_import.pk)


def go_on_soon(import_id):
    """Hand the work to the task cluster; it leaves with the transaction."""
    async_task("commerce.importing.tasks.go_on", import_id)


def go_on(an_import, *, now, seconds=PIECE):
    """Work for so long, then hand over. Cut anywhere, or run twice, it goes on where it stood."""
    ends = monotonic() + seconds
    if an_import.state == Import.State.READING:
        reading.read(an_import, is_late=lambda: monotonic() > ends, now=now)
    if an_import.state == Import.State.APPLYING:
        _apply(an_import, ends, now)
    an_import.refresh_from_db()
    if an_import.state in AT_WORK:
        go_on_soon(an_import.pk)


def _apply(an_import, ends, now):
    while monotonic() < ends:
        if not applying.apply_some(an_import, now=now) and not finishing.finish_next(an_import, now=now):
            applied = Import.objects.filter(pk=an_import.pk, state=Import.State.APPLYING)
            applied.update(state=Import.State.DONE, touched_at=timezone.now())
            return


def stalled(now):
    """Imports whose worker died, or whose task came to nothing."""
    return Import.objects.filter(state__in=AT_WORK, touched_at__lte=now - STALLED).order_by("pk")


def outdated(now):
    """Imports that were kept long enough."""
    return Import.objects.filter(touched_at__lte=now - KEPT).exclude(state__in=AT_WORK).order_by("pk")


def drop(an_import, *, now):
    """Forget an import: its files, then its rows."""
    for file in (an_import.file, an_import.archive):
        if file:
            file.storage.delete(file.name)
    an_import.delete()
