"""A category ends: its pieces, its vendors' trades and its address go to the one that replaces it."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commerce.catalogue.attributes import class_of, take_kind
from commerce.catalogue.models import Category, Product, ProductCategory, ProductChange
from commerce.moderation import letters
from commerce.partner.models import Partner
from commerce.promotions.reaching import join
from commerce.search.indexing import index_products


@transaction.atomic
def end_category(category, successor, *, by, now):
    """Close a category. Its pieces stay online in `successor`, take its kind, and remember where they were.

    Each vendor concerned is told once. Returns how many pieces moved. Raises ValidationError.
    """
    category = Category.objects.select_for_update().get(pk=category.pk)
    _check(category, successor)
    moved = list(Product.objects.filter(categories=category).select_related("product_class").distinct())
    held = ProductCategory.objects.filter(category=category)
    held.filter(product__categories=successor).delete()
    held.update(category=successor)
    _take_kinds(moved, class_of(successor))
    ProductChange.objects.bulk_create(
        ProductChange(product=each, by=by, at=now, changes={"Catégorie": [category.name, successor.name]})
        for each in moved
    )
    _follow(category, successor)
    for product in moved:
        join(product.pk, successor.pk, now)
    Category.objects.filter(successor=category).update(successor=successor)
    category.successor, category.is_public = successor, False
    category.save()
    _tell(category, successor, moved)
    transaction.on_commit(lambda: index_products([each.pk for each in moved]))
    return len(moved)


def _follow(category, successor):
    """Whatever else names the category names its successor: trades of vendors, what is asked of them, promotions."""
    for relation in Category._meta.get_fields(include_hidden=True):
        if not (relation.many_to_many and relation.auto_created) or relation.related_model is Product:
            continue
        named, owner = relation.field.m2m_reverse_field_name(), relation.field.m2m_field_name()
        rows = relation.through.objects.filter(**{named: category})
        known = relation.through.objects.filter(**{named: successor}).values(owner)
        rows.filter(**{f"{owner}__in": known}).delete()
        rows.update(**{named: successor})


def _check(category, successor):
    if successor is None or successor.successor_id or not (successor.is_public and successor.ancestors_are_public):
        raise ValidationError(_("Choisissez une catégorie ouverte."))
    if successor.pk == category.pk or successor.is_descendant_of(category):
        raise ValidationError(_("Une catégorie ne se remplace pas elle-même."))
    if category.get_children().filter(is_public=True).exists():
        raise ValidationError(_("Terminez d’abord les catégories qu’elle contient."))
    if successor.get_children().filter(is_public=True).exists():
        raise ValidationError(_("Choisissez la plus précise : celle-ci contient d’autres catégories."))


def _take_kinds(products, kind):
    for product in products:
        if kind and not product.is_child:
            take_kind(product, kind)


def _tell(category, successor, moved):
    counts = Counter(product.vendor_id for product in moved)
    for vendor in Partner.objects.filter(pk__in=counts):
        letters.category_ended(category, successor, vendor, counts[vendor.pk])
