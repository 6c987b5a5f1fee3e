"""What follows an applied row: its pictures, then whether it is shown."""

from django.utils.translation import gettext as _

from commerce.importing.applying import agreed
from commerce.importing.models import Import, ImportRow
from commerce.importing.picturing import NoPicture, take_picture
from commerce.partner.models import StockRecord
from commerce.partner.shelf import NotReady, put_online


def finish_next(an_import, *, now):
    """Do the next thing that an applied row waits for. Returns whether there was one.

    Outside of any transaction: a picture may be fetched. One picture at a time, so that a task ends in time.
    """
    waiting = agreed(an_import).filter(applied_at__isnull=False, finished_at=None)
    row = waiting.select_related("of_import").first()
    if row is None:
        return False
    record = StockRecord.objects.select_related("product__parent", "partner").filter(pk=row.record_id).first()
    if record and row.values.get("pictures"):
        _picture(row, record, an_import)
    else:
        _finish(row, record, now)
    Import.objects.filter(pk=an_import.pk).update(touched_at=now)
    return True


def _picture(row, record, an_import):
    """Hang the first picture that the row still waits for. One that killed the worker before isn't tried again."""
    name, *others = row.values["pictures"]
    try:
        if row.values.get("trying") == name:
            raise NoPicture(f"{name[-80:]}\u00a0: {_('Cette image n’a pas pu être lue.')}")
        ImportRow.objects.filter(pk=row.pk).update(values={**row.values, "trying": name})
        take_picture(record.product.parent or record.product, name, archive=an_import.archive)
    except NoPicture as refusal:
        row.errors["pictures"] = "\n".join(filter(None, [row.errors.get("pictures"), str(refusal)]))
    row.values = {**row.values, "pictures": others, "trying": ""}
    row.save(update_fields=["values", "errors"])


def _finish(row, record, now):
    if record and "is_online" in row.values:
        _show(row, record)
    row.finished_at = now
    if row.errors:
        row.kind = row.Kind.WRONG
    row.save(update_fields=["finished_at", "errors", "remarks", "kind"])


def _show(row, record):
    """Put the article online or take it off; what it lacks is said beside the row."""
    try:
        is_shown = put_online(record, row.values["is_online"], actor=row.of_import.asked_by)
        if row.values["is_online"] and not is_shown:
            row.remarks["is_online"] = _("La pièce sera en ligne une fois relue.")
    except NotReady as refusal:
        lacking = ", ".join(str(kind.label) for kind in refusal.missing)
        why = _("il manque %(lacking)s") % {"lacking": lacking} if lacking else _("la boutique n’est pas ouverte")
        row.remarks["is_online"] = _("Reste en brouillon : %(why)s.") % {"why": why}
