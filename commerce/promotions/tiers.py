"""The prices of an article from a quantity on: stated by its vendor, replaced as a whole.

They hold for the quantity of one line of a basket, and for no longer than they are lower than every other price that
may be asked (`commerce.promotions.prices`).
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commerce.catalogue.history import remembered
from commerce.catalogue.models import Making
from commerce.money import to_cents
from commerce.money_format import euros
from commerce.partner.models import StockRecord
from commerce.promotions.models import QuantityTier

MOST_TIERS = 3
LARGEST_QUANTITY = 999


@dataclass(frozen=True)
class TypedTier:
    """A tier as typed: from how many pieces on, and either per cent or cents for each piece."""

    from_quantity: int
    percent: int | None = None
    cents: int | None = None


def sisters_of(record):
    """The stock records of the other variants of the same piece that are for sale, by id; none for other pieces."""
    if not record.product.is_child:
        return StockRecord.objects.none()
    variants = StockRecord.objects.filter(product__parent=record.product.parent_id, product__is_public=True)
    return variants.exclude(pk=record.pk).select_related("product__parent").order_by("pk")


@transaction.atomic
def set_tiers(record, typed, *, for_sisters=False, actor=None):
    """Write the TypedTiers of an article, in any order, in place of those that it has.

    With `for_sisters`, those of every variant of its piece. The same twice is the same. Raises ValidationError, by the
    number of the tier in `typed`, or whole.
    """
    records = [record, *sisters_of(record)] if for_sisters else [record]
    list(StockRecord.objects.select_for_update().filter(pk__in=[each.pk for each in records]).order_by("pk"))
    for each in records:
        _check(each, typed)
    ascending = sorted(typed, key=lambda tier: tier.from_quantity)
    with remembered(record.product.parent or record.product, actor=actor):
        QuantityTier.objects.filter(record__in=records).delete()
        QuantityTier.objects.bulk_create(_tier(each, tier) for each in records for tier in ascending)


def copy_tiers(record, to):
    """Give an article that has no tiers those of another one."""
    if not to.tiers.exists():
        QuantityTier.objects.bulk_create(_tier(to, tier) for tier in record.tiers.all())


def _tier(record, like):
    return QuantityTier(record=record, from_quantity=like.from_quantity, percent=like.percent, cents=like.cents)


def _check(record, typed):
    """Raises ValidationError for tiers that can't be of this article."""
    shown = record.product.parent if record.product.is_child else record.product
    if typed and record.price is None:
        raise ValidationError(_("Donnez d’abord un prix à la pièce."))
    if typed and shown.making == Making.UNIQUE:
        raise ValidationError(_("Une pièce unique se vend seule : elle n’a pas de prix par quantité."))
    if len({tier.percent is None for tier in typed}) > 1:
        raise ValidationError(_("Gardez la même manière partout : pour cent, ou prix de la pièce."))
    mistakes, before = {}, None
    for number, tier in sorted(enumerate(typed), key=lambda pair: pair[1].from_quantity):
        if mistake := _mistake(record, tier, before):
            mistakes[str(number)] = mistake
        before = tier
    if mistakes:
        raise ValidationError(mistakes)


def _mistake(record, tier, before):
    """What is wrong with a tier after the one `before` it, or None."""
    usual_cents = to_cents(record.price)
    if before and before.from_quantity == tier.from_quantity:
        return _("Cette quantité a déjà un prix.")
    asked = QuantityTier(percent=tier.percent, cents=tier.cents).price_of(usual_cents)
    if asked is None:
        return _("Pas plus bas que le prix de « %(title)s » (%(price)s), ou rien ne resterait à payer.") % {
            "title": record.product.get_title(),
            "price": euros(usual_cents),
        }
    is_better = before is None or (
        tier.percent > before.percent if tier.percent is not None else tier.cents < before.cents
    )
    return None if is_better else _("Plus de pièces, prix plus bas : ce palier n’apporte rien de plus.")
