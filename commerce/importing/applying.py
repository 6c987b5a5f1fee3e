"""What the vendor agreed to: a few rows at a time, each whole or not at all, and each once."""

import logging
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commerce.catalogue.models import Category
from commerce.catalogue.preparing import describe, prepare
from commerce.importing.models import Import, ImportRow
from commerce.importing.shop import EXPORT
from commerce.partner.models import StockRecord
from commerce.partner.shelf import reprice
from commerce.search.indexing import indexed_together
from commerce.stock.causes import Cause
from commerce.stock.journal import StockIsReserved
from commerce.stock.rule import restock

logger = logging.getLogger(__name__)
CHUNK = 20
Kind = ImportRow.Kind


def agreed(an_import):
    """Rows that change something and have nothing wrong."""
    return an_import.rows.filter(kind__in=[Kind.NEW, Kind.CHANGED])


@transaction.atomic
def apply_some(an_import, *, now):
    """Apply the next `CHUNK` rows. Returns whether there were any; two at once never apply a row twice."""
    current = Import.objects.select_for_update().get(pk=an_import.pk)
    if current.state != Import.State.APPLYING:
        return False
    rows = list(agreed(current).filter(applied_at=None).select_related("record__product__parent")[:CHUNK])
    with indexed_together():
        for row in rows:
            _apply_or_note(row, current, now)
    Import.objects.filter(pk=current.pk).update(touched_at=now)
    return bool(rows)


def _apply_or_note(row, an_import, now):
    """Apply one row; what can't be is noted beside it, and stops no other."""
    row.applied_at = now
    try:
        with transaction.atomic():
            apply_row(row, an_import)
    except StockIsReserved as refusal:
        row.errors["stock"] = _("%(n)d sont réservées par des commandes à préparer.") % {"n": refusal.reserved}
    except ValidationError as refusal:
        row.errors |= {key: " ".join(said) for key, said in refusal.message_dict.items()}
    except Exception:
        logger.exception("Row %s", row)
        row.errors["reference"] = _("Cette ligne n’a pas pu être appliquée : réessayez, ou écrivez-nous.")
    if row.errors:
        row.kind, row.stock_change, row.applied_at = Kind.WRONG, 0, None
    elif not {"pictures", "is_online"} & row.values.keys():
        row.finished_at = now
    row.save()


def apply_row(row, an_import):
    """Write a row into the shop. Raises StockIsReserved."""
    typed = _typed(row)
    if row.record is None:
        actor = an_import.asked_by
        row.record = prepare(an_import.vendor, row.values["reference"], actor=actor, **typed)
    else:
        _change(row, typed, an_import)
    if threshold := row.values.get("low_stock_threshold"):
        StockRecord.objects.filter(pk=row.record.pk).update(low_stock_threshold=threshold)


def _typed(row):
    """What `preparing` takes as typed, of those cells that change."""
    changed = {key for key, _before, _after in row.changes}
    names = ("title", "category", "description", "price", "stock", "preparation_days")
    typed = {name: row.values[name] for name in names if name in changed}
    if "price" in typed:
        typed["price"] = Decimal(typed["price"])
    if "category" in typed:
        typed["category"] = Category.objects.filter(pk=typed["category"]).first()
    return typed


def _change(row, typed, an_import):
    """Change an article. Its stock moves by a difference, and only where the vendor ticked that it may."""
    typed.pop("stock", None)
    if an_import.updates_stock and row.stock_change:
        restock(
            row.record,
            shown=row.values["shown_stock"],
            typed=row.values["stock"],
            cause=Cause.IMPORT,
            actor=an_import.asked_by,
            reference=an_import.file_name[-80:],
            key=stock_key(row, an_import),
        )
    else:
        row.stock_change = 0
    price = typed.pop("price", None)
    if price is not None:
        reprice(row.record, price)
    if typed:
        describe(row.record.product.parent or row.record.product, actor=an_import.asked_by, **typed)


def stock_key(row, an_import):
    """What makes one stock change of all files that came out of the same export, or else of this file."""
    return f"{EXPORT}{row.export}" if row.export else f"import-{an_import.pk}"


def start(an_import, *, updates_stock, now):
    """Agree to what the preview showed. Returns whether it begins: a button pressed twice begins once."""
    ready = Import.objects.filter(pk=an_import.pk, state=Import.State.READY)
    return bool(ready.update(state=Import.State.APPLYING, updates_stock=updates_stock, touched_at=now))
