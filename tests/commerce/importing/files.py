"""Tables as vendors send them, and imports carried out to their end."""

import io

from django.core.files.base import ContentFile
from django.utils import timezone
from openpyxl import Workbook

from commerce.importing import work
from commerce.importing.exporting import export_rows
from commerce.importing.models import Import
from tests.commerce.baskets import MONDAY


def table(*lines, name="pieces.csv", encoding="utf-8"):
    """A CSV file of these lines."""
    return ContentFile("\r\n".join(lines).encode(encoding), name=name)


def workbook(*rows, name="pieces.xlsx"):
    """An XLSX file of these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return ContentFile(target.getvalue(), name=name)


def sent(vendor, file, **more):
    """The import of this file, read."""
    begun = work.begin(vendor, by=None, file=file, now=timezone.now(), **more)
    return gone_on(begun)


def gone_on(an_import):
    """The import, worked on until it stands still."""
    an_import = Import.objects.select_related("vendor").get(pk=an_import.pk)
    work.go_on(an_import, now=timezone.now())
    return Import.objects.select_related("vendor").get(pk=an_import.pk)


def applied(an_import, *, updates_stock=False):
    """The import, agreed to and carried out."""
    work.agree(an_import, updates_stock=updates_stock, now=timezone.now())
    return gone_on(an_import)


def exported(vendor, *, now=MONDAY, **changes):
    """The vendor's export as CSV, with cells changed: {heading: value} in every row."""
    header, *rows = export_rows(vendor, now=now)
    lines = [header]
    for row in rows:
        cells = dict(zip(header, row, strict=True)) | changes
        lines.append([cells[name] for name in header])
    return table(*(";".join(f'"{cell}"' for cell in line) for line in lines))
