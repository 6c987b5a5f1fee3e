"""How a piece is made: ready, one of a kind, to order; and the text that its buyer may have put on it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commerce.catalogue.history import remembered
from commerce.catalogue.models import OPTION_CODE, Making, Option, Product

OF_PACKING = ("packed_grams", "packed_length_cm", "packed_width_cm", "packed_height_cm")
OF_MAKING = ("making", "personalisation", "personalisation_length", "personalisation_required", *OF_PACKING)


@transaction.atomic
def set_making(product, *, actor=None, **typed):
    """Write how a piece (not a variant) is made, personalised and packed; what isn't in `typed` stays.

    A piece made to order says its own delay, `preparation_days` (working days). Raises ValidationError by field.
    """
    current = Product.objects.select_for_update().get(pk=product.pk)
    with remembered(current, actor=actor):
        for name in (*OF_MAKING, "preparation_days"):
            setattr(current, name, typed.get(name, getattr(current, name)))
        _check(current)
        current.save(update_fields=[*OF_MAKING, "preparation_days", "date_updated"])
        _offer_option(current)
    return current


def _check(product):
    if product.making == Making.TO_ORDER and not product.preparation_days:
        raise ValidationError({"preparation_days": _("Dites en combien de jours vous la fabriquez.")})
    if product.making == Making.UNIQUE and product.is_parent:
        raise ValidationError({"making": _("Une pièce unique n’a pas de modèles.")})
    if product.personalisation_required and not product.personalisation:
        raise ValidationError({"personalisation": _("Dites quel texte l’acheteur doit écrire.")})


def _offer_option(product):
    """Have Oscar ask the buyer for the text, or not: one option for all pieces, whose label is the piece's own."""
    option, _made = Option.objects.get_or_create(
        code=OPTION_CODE, defaults={"name": "Personnalisation", "type": Option.TEXT, "required": False}
    )
    if product.personalisation:
        product.product_options.add(option)
    else:
        product.product_options.remove(option)
