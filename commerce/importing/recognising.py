"""Whose file it is, by its headings."""

from django.utils.translation import override

from commerce.importing.columns import COLUMNS, folded
from commerce.importing.origins import Origin
from commerce.importing.other_shops import OTHER_SHOPS

OURS = "monquibus"


def recognised(header):
    """The Origin of a file with this header, or None where not even a name can be read."""
    headings = set(map(folded, header))
    for origin in OTHER_SHOPS:
        if any(marks <= headings for marks in origin.marks):
            return origin
    ours = Origin(OURS, "MonQuibus", _our_headings(), is_ours=True)
    known = {ours.headings[each] for each in headings if each in ours.headings}
    return ours if known & {"reference", "title"} else None


def _our_headings():
    found = {}
    for language in ("fr", "en"):
        with override(language):
            found |= {folded(str(column.heading)): column.key for column in COLUMNS}
    also = {"prix": "price", "quantite": "stock", "sku": "reference", "titre": "title", "title": "title"}
    return also | found
