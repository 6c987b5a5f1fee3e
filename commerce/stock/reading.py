"""The journal as people read it: one piece's, a whole shop's as a file, and what happened while a form was open."""

import csv

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.stock.causes import Cause
from commerce.stock.models import Movement

#: Rows that are in memory at once while a file is written.
CHUNK = 500
#: What a row of the file is made of: no more is read, for there may be many.
READ = [
    *("cause", "stock_change", "reserved_change", "stock_after", "reserved_after", "occurred_at", "reference"),
    *("actor__first_name", "actor__last_name", "actor__email", "actor__is_active", "stockrecord__partner_sku"),
    *("stockrecord__product__title", "stockrecord__product__structure", "stockrecord__product__parent__title"),
]


def last_of(vendor):
    """The number of the vendor's last movement, which a form carries: 0 without any."""
    return Movement.objects.filter(vendor=vendor).aggregate(Max("pk"))["pk__max"] or 0


def since(records, seen, *, key):
    """What others did to these records, by id, after the movement `seen`: {id: [Movement]}. One query."""
    rows = Movement.objects.filter(stockrecord__in=records, pk__gt=seen).exclude(key=key, key__gt="").order_by("pk")
    found = {}
    for row in rows:
        found.setdefault(row.stockrecord_id, []).append(row)
    return found


def in_words(row):
    """A movement in a few words: « Vente en ligne (1 réservée) », « Vendu au marché (−1) »."""
    return _("%(cause)s (%(change)s)") % {"cause": row.get_cause_display(), "change": change_of(row)}


def change_of(row):
    """By how much a movement changed what lies there, with its sign; what it reserved or freed, where only that."""
    if row.stock_change or not row.reserved_change:
        return signed(row.stock_change)
    return _("%(n)s en réserve") % {"n": signed(row.reserved_change)}


def signed(number):
    """A change with its sign, the minus as typeset."""
    return f"+{number}" if number > 0 else f"{number}".replace("-", "−")


def person_of(row):
    """Who did it, by name or address; nothing for what went by itself, or whose account was erased."""
    return (row.actor.get_full_name() or row.actor.email) if row.actor and row.actor.is_active else ""


def movements_of(record):
    """One record's journal, last row first, ready to be read."""
    return record.movements.select_related("actor")


def write_csv(vendor, file):
    """Write the shop's whole journal, oldest row first, semicolons between the columns, times of Paris."""
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    columns = [_("Date"), _("Pièce"), _("Référence"), _("Cause"), _("Variation du stock"), _("Variation du réservé")]
    writer.writerow([*columns, _("Stock"), _("Réservé"), _("Commande"), _("Par")])
    labels = {cause.value: str(cause.label) for cause in Cause}
    rows = Movement.objects.filter(vendor=vendor).select_related("actor", "stockrecord__product__parent")
    for row in rows.order_by("pk").only(*READ).iterator(chunk_size=CHUNK):
        writer.writerow(_cells(row, labels))


def _cells(row, labels):
    return [
        f"{timezone.localtime(row.occurred_at):%Y-%m-%d %H:%M:%S}",
        plain(row.stockrecord.product.get_title()),
        plain(row.stockrecord.partner_sku),
        labels[row.cause],
        row.stock_change,
        row.reserved_change,
        row.stock_after,
        row.reserved_after,
        row.reference,
        plain(person_of(row)),
    ]


def plain(text):
    """What a spreadsheet may be given: a text that begins like a formula gets an apostrophe before it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
