"""The variants of a piece: Oscar's children, each with its label, its price and its stock."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from oscar.core.utils import slugify

from commerce.catalogue.history import remembered
from commerce.catalogue.models import Making, Product
from commerce.partner.models import StockRecord
from commerce.stock.rule import set_to

MOST_VARIANTS = 30


@dataclass(frozen=True)
class TypedVariant:
    """A variant as typed. `record_id` is its stock record's, None for a new one; `stock` counts for new ones only.

    `price` is in Decimal euros, tax included.
    """

    label: str
    price: Decimal
    stock: int = 0
    record_id: int | None = None


def variants_of(product):
    """The stock records of a piece's variants, in the order in which they were added. One query."""
    records = StockRecord.objects.filter(product__parent=product, product__is_public=True)
    return list(records.select_related("product__parent", "partner").order_by("product__pk"))


@transaction.atomic
def vary(record, *, by_what, rows, removed=(), actor=None):
    """Let a piece come in variants that differ by `by_what` (« Taille »): `rows` are TypedVariants.

    The first variant of a piece takes over its stock record, with what is reserved of it. `removed` are ids of stock
    records of variants that leave: one that was ever sold is only hidden. Raises ValidationError.
    """
    parent = record.product.parent if record.product.is_child else record.product
    parent = Product.objects.select_for_update().get(pk=parent.pk)
    known = {variant.pk: variant for variant in variants_of(parent)}
    rows = [row for row in rows if row.record_id is None or (row.record_id in known and row.record_id not in removed)]
    _check(parent, known, rows, removed)
    with remembered(parent, actor=actor):
        parent.variant_label = by_what
        if rows and parent.is_standalone:
            parent.structure = Product.PARENT
            known = {record.pk: StockRecord.objects.get(pk=record.pk)}
            rows = [replace(rows[0], record_id=record.pk), *rows[1:]]
        parent.save(update_fields=["structure", "variant_label", "date_updated"])
        for row in rows:
            _write(parent, known.get(row.record_id), row, actor)
        for pk in set(removed) & known.keys():
            _remove(known[pk])


def _check(parent, known, rows, removed):
    labels = [row.label.casefold() for row in rows]
    if parent.making == Making.UNIQUE and rows:
        raise ValidationError(_("Une pièce unique n’a pas de modèles."))
    if len(labels) != len(set(labels)):
        raise ValidationError(_("Deux modèles portent le même nom."))
    staying = len(known.keys() - set(removed)) + sum(row.record_id is None for row in rows)
    if staying > MOST_VARIANTS:
        raise ValidationError(_("Trente modèles au plus."))
    if known and not staying:
        raise ValidationError(_("Gardez au moins un modèle, ou retirez la pièce de la vente."))


def _write(parent, record, row, actor):
    """Write one variant. A standalone piece's own record, which `record` then is, moves to the new child."""
    is_new = record is None or record.product_id == parent.pk
    child = Product(structure=Product.CHILD, parent=parent) if is_new else record.product
    child.variant_label, child.title = row.label, f"{parent.title}, {row.label}"
    child.slug = slugify(child.title) or "modele"
    child.save()
    if record is None:
        record = StockRecord(
            partner_id=parent.vendor_id, partner_sku=f"{parent.pk}-{child.pk}", num_in_stock=0, num_allocated=0
        )
    record.product, record.price = child, row.price
    if record.pk:
        record.save(update_fields=["product", "price", "date_updated"])
    else:
        record.save()
    if is_new:
        set_to(record, row.stock, actor=actor)


def _remove(record):
    if record.num_allocated or record.product.line_set.exists():
        Product.objects.filter(pk=record.product_id).update(is_public=False)
    else:
        record.product.delete()
