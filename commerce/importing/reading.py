"""The dry run: each row is read and compared with what the vendor has. Nothing of the shop is touched."""

from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.importing.columns import ERROR_HEADING, folded
from commerce.importing.comparing import compared
from commerce.importing.models import Import, ImportRow
from commerce.importing.picturing import NoPicture, names_in
from commerce.importing.recognising import recognised
from commerce.importing.sheets import Unreadable, rows_of
from commerce.importing.shop import Shop

CHUNK = 200


def read(an_import, *, is_late=lambda: False, now):
    """Read on until `is_late()`; every chunk of rows is kept at once, so that a next call goes on behind it.

    Ends in READY, or in UNREADABLE with the reason. Two at once read each row once.
    """
    try:
        with an_import.file.open("rb") as file:
            _read_rows(an_import, rows_of(file), is_late, now)
    except Unreadable as refusal:
        _end(an_import, Import.State.UNREADABLE, now, problem=str(refusal))


def _read_rows(an_import, rows, is_late, now):
    header = next(rows, None) or []
    origin = recognised(header)
    if origin is None:
        raise Unreadable(_("La première ligne doit nommer les colonnes : « Référence » ou « Nom », au moins."))
    Import.objects.filter(pk=an_import.pk).update(header=header, origin=origin.code)
    shop, seen = Shop(an_import.vendor, origin, _archived(an_import)), {}
    numbered = _numbered(header, rows)
    skipped = list(islice(numbered, an_import.rows_total))
    _note_keys(shop, header, skipped, seen)
    while chunk := list(islice(numbered, CHUNK)):
        read_rows = compared(shop, header, chunk, seen)
        if not _kept(an_import, read_rows, now):
            return
        if is_late():
            return
    if not an_import.rows_total:
        raise Unreadable(_("Le fichier ne contient aucune pièce sous la ligne des titres."))
    _end(an_import, Import.State.READY, now)


def _archived(an_import):
    if not an_import.archive:
        return {}
    try:
        return names_in(an_import.archive)
    except NoPicture as refusal:
        raise Unreadable(str(refusal)) from None


def _numbered(header, rows):
    """(number in the spreadsheet, cells) of each row that isn't empty, without the column that says what was wrong."""
    left_out = [place for place, name in enumerate(header) if folded(name) == folded(str(ERROR_HEADING))]
    for number, row in enumerate(rows, start=2):
        cells = ["" if place in left_out else cell for place, cell in enumerate(row[: len(header)])]
        if any(cells):
            yield number, cells


def _note_keys(shop, header, skipped, seen):
    for number, cells in skipped:
        seen.setdefault(shop.key_of(shop.origin.cells_of(header, cells)), number)


@transaction.atomic
def _kept(an_import, rows, now):
    """Whether the rows are kept: not where somebody else went on meanwhile."""
    current = Import.objects.select_for_update().get(pk=an_import.pk)
    if current.state != Import.State.READING or current.rows_total != an_import.rows_total:
        return False
    for row in rows:
        row.of_import = current
    ImportRow.objects.bulk_create(rows)
    an_import.rows_total = current.rows_total + len(rows)
    Import.objects.filter(pk=an_import.pk).update(rows_total=an_import.rows_total, touched_at=now)
    return True


def _end(an_import, state, now, *, problem=""):
    reading = Import.objects.filter(pk=an_import.pk, state=Import.State.READING)
    reading.update(state=state, problem=problem[:300], touched_at=now)
