"""A piece made from another one: what is the same is copied, what must be looked at again is not."""

from django.db import transaction

from commerce.catalogue.attributes import answers_of, write_answers
from commerce.catalogue.making import OF_MAKING, set_making
from commerce.catalogue.models import Product
from commerce.catalogue.preparing import prepare
from commerce.catalogue.variants import TypedVariant, variants_of, vary
from commerce.partner.models import StockRecord
from commerce.promotions.tiers import copy_tiers


@transaction.atomic
def duplicate(record, key, *, actor=None):
    """The stock record of a new draft that says what `record`'s piece says, how it is made and in which variants it
    comes; the same `key` is the same draft.

    Pictures are not copied: they show the other piece. Its stock begins at one, of each variant too.
    """
    shown = record.product.parent if record.product.is_child else record.product
    copy = prepare(
        record.partner,
        key,
        actor=actor,
        title=shown.title,
        category=shown.categories.order_by("path").first(),
        description=shown.description,
        preparation_days=shown.preparation_days,
        price=record.price,
        stock=1,
        answers=answers_of(shown),
    )
    made = Product.objects.select_for_update().get(pk=(copy.product.parent or copy.product).pk)
    if made.is_standalone:  # Else this very key did it before.
        set_making(made, actor=actor, **{name: getattr(shown, name) for name in OF_MAKING})
        if record.product.is_standalone:
            copy_tiers(record, copy)
        _copy_variants(shown, copy, actor)
    return StockRecord.objects.select_related("product").get(pk=copy.pk)


def _copy_variants(shown, copy, actor):
    """Nothing for a piece without any."""
    sisters = variants_of(shown)
    if not sisters:
        return
    rows = [TypedVariant(_label(each.product), each.price, stock=1) for each in sisters]
    vary(copy, by_what=shown.variant_label, rows=rows, actor=actor)
    made = StockRecord.objects.get(pk=copy.pk).product.parent
    for sister, own in zip(sisters, variants_of(made), strict=True):
        write_answers(own.product, answers_of(sister.product))
        copy_tiers(sister, own)


def _label(variant):
    """What tells a variant from its sisters: its label, or what the former site said of it."""
    return variant.variant_label or ", ".join(map(str, answers_of(variant).values())) or variant.title
