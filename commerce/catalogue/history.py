"""The history of a piece: each change with its before and after, its moment and its author."""

from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from commerce.catalogue.attributes import answer_as_text
from commerce.catalogue.history_models import ProductChange
from commerce.catalogue.models import Product
from commerce.money import to_cents
from commerce.money_format import euros

LONGEST_TEXT = 5_000


def state_of(product_id):
    """What a piece says now, {name on screen: text}, read from the database. Stock has a journal of its own."""
    product = Product.objects.filter(pk=product_id).first()
    if product is None:
        return {}
    state = {
        _("Nom"): product.title,
        _("Description"): product.description,
        _("Catégorie"): ", ".join(product.categories.values_list("name", flat=True)),
        _("Préparation, en jours ouvrés"): _number(product.preparation_days),
        _("Fabrication"): product.get_making_display(),
        _("Œuvre d’art originale"): product.get_art_work_display(),
        _("Texte demandé à l’acheteur"): product.personalisation,
        _("En ligne"): _("oui") if product.is_public else _("non"),
    }
    for owner in (product, *product.children.all()):
        of_whom = "" if owner is product else f" ({owner.get_title()})"
        for value in owner.attribute_values.select_related("attribute", "value_option"):
            state[f"{value.attribute.name}{of_whom}"] = answer_as_text(value)
        for record in owner.stockrecords.prefetch_related("tiers"):
            price = "" if record.price is None else euros(to_cents(record.price))
            state[f"{_('Prix')}{of_whom}"] = price
            state[f"{_('Prix par quantité')}{of_whom}"] = ", ".join(map(str, record.tiers.all()))
    return state


def _of_a_new_draft():
    return {_("Fabrication"): Product().get_making_display(), _("En ligne"): _("non")}


def _number(number):
    return "" if number is None else str(number)


@contextmanager
def remembered(product, *, actor=None, now=None, is_new=False):
    """Whatever changes of the piece inside is one row of its history; nothing changed, nothing is written.

    Of a draft that `is_new` it is known what it says, and nothing is read.
    """
    with override("fr"):
        before = _of_a_new_draft() if is_new else state_of(product.pk)
    yield
    with override("fr"):
        after = state_of(product.pk)
    changes = {
        name: [before.get(name, "")[:LONGEST_TEXT], after.get(name, "")[:LONGEST_TEXT]]
        for name in {**before, **after}
        if before.get(name, "") != after.get(name, "")
    }
    if changes:
        ProductChange.objects.create(product_id=product.pk, by=actor, at=now or timezone.now(), changes=changes)


def history_of(product, most=50):
    """The last changes of a piece, newest first. One query."""
    return list(ProductChange.objects.filter(product=product).select_related("by")[:most])
