"""A vendor's pieces before anybody sees them: drafts, what they still lack, and how one is thrown away."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _
from oscar.core.utils import slugify

from commerce.catalogue.art_works import MOST_COPIES
from commerce.catalogue.attributes import class_of, default_class, take_kind, unanswered, write_answers
from commerce.catalogue.gallery import hang, take_down
from commerce.catalogue.history import remembered
from commerce.catalogue.models import Making, Product, ProductCategory
from commerce.moderation import gate
from commerce.partner.models import StockRecord
from commerce.stock.rule import set_to

#: The product's own fields that are typed with its text; `art_work` is a value of `art_works.ArtWork`, or empty.
OF_THE_TEXT = ("title", "description", "preparation_days", "art_work")


class Missing(models.TextChoices):
    """What a piece needs before it is shown."""

    TITLE = "title", _("un nom")
    CATEGORY = "category", _("une catégorie")
    PRICE = "price", _("un prix")
    STOCK = "stock", _("un stock")
    PICTURE = "picture", _("une image")
    DESCRIPTION = "description", _("une description")


@dataclass(frozen=True)
class MissingAnswer:
    """An attribute that the piece's category asks for and that nobody answered; `duty` is the text that wants it."""

    label: str
    duty: str = ""


def missing_of(record):
    """Every `Missing` of an article, in the order of the form, then every MissingAnswer. A variant is described by its
    parent.

    Reads `categories`, `images`, `product_class__attributes` and `attribute_values` where they were prefetched.
    """
    product = record.product.parent if record.product.is_child else record.product
    has = {
        Missing.TITLE: bool(product.title.strip()),
        Missing.CATEGORY: any(each.is_public and each.ancestors_are_public for each in product.categories.all()),
        Missing.PRICE: bool(record.price),
        Missing.STOCK: (record.num_in_stock or 0) > (record.num_allocated or 0),
        Missing.PICTURE: bool(product.images.all()),
        Missing.DESCRIPTION: bool(product.description.strip()),
    }
    missing = [kind for kind, is_there in has.items() if not is_there]
    variant = record.product if record.product.is_child else None
    missing += _too_many(product, record.num_in_stock or 0)
    return [*missing, *(MissingAnswer(each.name, each.duty) for each in unanswered(product, variant))]


def _too_many(product, stock):
    most = MOST_COPIES.get(product.art_work)
    if product.making == Making.UNIQUE and stock > 1:
        return [MissingAnswer(_("un stock de 1, puisque la pièce est unique"))]
    if most and stock > most:
        return [MissingAnswer(_("un stock de %(n)d au plus, puisque c’est une œuvre d’art") % {"n": most})]
    return []


def prepare(vendor, key, *, pictures=(), caption="", actor=None, **typed):
    """The stock record of a new piece that nobody sees yet; the same `key` is the same piece, as it was typed last.

    `typed` are those of `OF_THE_TEXT`, `category`, `price` (Decimal euros, tax included), `stock` and `answers` ({code
    of an attribute: what was typed}), each of which may be missing. Product and stock record come together or not at
    all. `actor` is who typed. Raises ValidationError for answers that `write_answers` refuses.
    """
    try:
        record = _create(vendor, key, typed, actor)
    except IntegrityError:  # The form was sent twice, or saved by itself before.
        record = StockRecord.objects.select_related("product").get(partner=vendor, partner_sku=key)
        amend(record, pictures=pictures, caption=caption, actor=actor, **typed)
        return StockRecord.objects.select_related("product").get(pk=record.pk)
    hang(record.product, pictures, caption=caption)
    return record


@transaction.atomic
def _create(vendor, key, typed, actor):
    record = StockRecord(partner=vendor, partner_sku=key, num_allocated=0)
    record.product = Product.objects.create(
        vendor=vendor, structure=Product.STANDALONE, is_public=False, product_class=default_class()
    )
    record.product_id = record.product.pk
    record.save()
    with remembered(record.product, actor=actor, is_new=True):
        _write(record, typed)
        record.save()
    _count(record, typed, actor)
    return record


def amend(record, *, pictures=(), caption="", actor=None, **typed):
    """Write what was typed of a piece that nobody sees; what isn't in `typed` stays. False once it is online.

    Raises ValidationError for answers that can't be right.
    """
    with transaction.atomic():
        record = StockRecord.objects.select_for_update().select_related("product").get(pk=record.pk)
        if record.product.is_public:
            return False
        with remembered(record.product, actor=actor):
            _write(record, typed)
            record.save(update_fields=["price", "date_updated"])
        _count(record, typed, actor)
    hang(record.product, pictures, caption=caption)
    return True


@transaction.atomic
def describe(product, *, actor=None, is_approved=False, **typed):
    """Write what the buyer reads of a piece, online or not, and nothing else: stock and state may have changed.

    `typed` are those of `OF_THE_TEXT`, `category` and `answers`, each of which may be missing. A piece that is online
    keeps what it can't be without. Raises ValidationError with messages by field.

    Where the operator reads changes first (`moderation.gate`), what could be written waits instead, and the approved
    version stays online; `is_approved` is the operator's own call.
    """
    current = Product.objects.select_for_update().get(pk=product.pk)
    if is_approved or not gate.holds_change(current):
        return _describe(current, actor, typed)
    trial = transaction.savepoint()
    _describe(current, actor, typed)
    transaction.savepoint_rollback(trial)
    gate.propose(current, typed, actor=actor)
    return Product.objects.get(pk=current.pk)


def _describe(current, actor, typed):
    with remembered(current, actor=actor):
        before = _lacking_text(current)
        _write_text(current, typed)
        if current.is_public and (lost := _lacking_text(current) - before):
            raise ValidationError(dict.fromkeys(sorted(lost), _("Une pièce en ligne ne peut pas s’en passer.")))
        if current.is_public and typed.get("art_work"):
            _check_copies(current)
    return current


def _check_copies(product):
    """Refuse a work of art of which the shop has more than the law allows, all sizes together."""
    records = StockRecord.objects.filter(models.Q(product=product) | models.Q(product__parent=product))
    stock = records.aggregate(stock=models.Sum("num_in_stock"))["stock"] or 0
    for refusal in _too_many(product, stock):
        raise ValidationError({"art_work": _("Il faudrait %(what)s.") % {"what": refusal.label}})


def _lacking_text(product):
    """Names of the fields without which a piece isn't shown, and that are empty now."""
    product = Product.objects.select_related("product_class").get(pk=product.pk)
    empty = {name for name in ("title", "description") if not getattr(product, name).strip()}
    if not product.categories.exists():
        empty.add("category")
    answered = set(product.children.values_list("attribute_values__attribute", flat=True))
    return empty | {each.code for each in unanswered(product) if each.pk not in answered}


def _write(record, typed):
    product = record.product
    product.slug = slugify(typed.get("title", product.title)) or "piece"
    _write_text(product, typed)
    record.price = typed.get("price", record.price)


def _write_text(product, typed):
    if not product.is_public and product.approved_at and gate.is_read_first(product):
        Product.objects.filter(pk=product.pk).update(approved_at=None)
    for name in OF_THE_TEXT:
        setattr(product, name, typed.get(name, getattr(product, name)))
    product.save(update_fields=[*OF_THE_TEXT, "slug", "date_updated"])
    if "title" in typed and product.is_parent:
        for child in product.children.exclude(variant_label=""):
            Product.objects.filter(pk=child.pk).update(title=f"{product.title}, {child.variant_label}")
    if "category" in typed:
        file_under(product, typed["category"])
    write_answers(product, typed.get("answers", {}))


def _count(record, typed, actor):
    if typed.get("stock") is not None:
        set_to(record, typed["stock"], actor=actor)
        record.refresh_from_db(fields=["num_in_stock"])


def file_under(product, category):
    """Put the product in this category and in no other, and make it of the kind that the category names; in none for
    None.
    """
    ProductCategory.objects.filter(product=product).exclude(category=category).delete()
    if category:
        ProductCategory.objects.get_or_create(product=product, category=category)
        if kind := class_of(category):
            take_kind(product, kind)


class CannotBeDiscarded(Exception):
    """The piece is online, has variants, or somebody bought it: it stays."""


def can_be_discarded(record):
    """Whether the piece may vanish: nobody sees it and nobody ever bought it."""
    product = record.product
    return not (product.is_public or not product.is_standalone or record.num_allocated or product.line_set.exists())


@transaction.atomic
def discard(record):
    """Delete a piece with its pictures and stock. Raises CannotBeDiscarded; twice is once."""
    current = StockRecord.objects.select_for_update().select_related("product").filter(pk=record.pk).first()
    if current is None:
        return
    if not can_be_discarded(current):
        raise CannotBeDiscarded
    take_down(list(current.product.images.all()))
    current.product.delete()
