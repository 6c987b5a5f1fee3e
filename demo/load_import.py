"""The first workshop's file of pieces as it came back from a spreadsheet: read, and waiting to be looked at."""

from itertools import islice

from django.core.files.base import ContentFile

from commerce.customer.models import User
from commerce.importing import sheets, work
from commerce.importing.exporting import export_rows
from demo.workshops.typography import typeset

#: Rows of the export that stay in the file.
KEPT = 6
#: What the maker typed, by row and heading: two differences that are right, and a price that isn't one.
TYPED = {
    (0, "Prix TTC"): "46,00",
    (1, "Description"): typeset(
        "Tournée d'une seule motte, émaillée par trempage. Passe au four et au lave-vaisselle."
    ),
    (2, "Prix TTC"): "trente-cinq",
}
#: The row whose category lost its last letters.
CUT_SHORT = 3
#: Pieces that the workshop hasn't yet: (reference, name, price, stock).
NEW = [("COQUETIER-1", "Coquetier, shino blanc", "14,00", "12"), ("BEURRIER-1", "Beurrier, céladon", "48,00", "3")]


def load_import(vendor, *, now):
    """Send the file and have it read, once. Nothing of it is applied."""
    if vendor.imports.exists():
        return
    header, *rows = islice(export_rows(vendor, now=now), KEPT + 1)
    table = [dict(zip(header, row, strict=True)) for row in rows]
    for (number, heading), text in TYPED.items():
        if number < len(table):
            table[number][heading] = text
    if len(table) > CUT_SHORT:
        table[CUT_SHORT]["Catégorie"] = table[CUT_SHORT]["Catégorie"][:-2]
    new = [dict(zip(["Référence", "Nom", "Prix TTC", "Stock"], cells, strict=True)) for cells in NEW]
    lines = sheets.csv_lines([header, *([row.get(heading, "") for heading in header] for row in [*table, *new])])
    file = ContentFile(b"".join(lines), name="pieces-de-la-saison.csv")
    maker = User.objects.filter(memberships__partner=vendor).order_by("memberships").first()
    work.go_on(work.begin(vendor, by=maker, file=file, now=now), now=now)
