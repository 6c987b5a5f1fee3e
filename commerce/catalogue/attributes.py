"""What a piece says of itself besides name and text, as its category asks: read, judged, written down."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commerce.catalogue.models import Category, ProductAttribute, ProductAttributeValue, ProductClass

#: The kind of a piece whose category asks for nothing: it is sent, and its stock is counted.
DEFAULT_CLASS = "Pièce d’atelier"
LONGEST_VALUE = 250
LARGEST_NUMBER = 2_000_000_000
#: The types of Oscar's attributes that vendors can answer and operators can choose.
TYPES = (
    ProductAttribute.TEXT,
    ProductAttribute.OPTION,
    ProductAttribute.INTEGER,
    ProductAttribute.FLOAT,
    ProductAttribute.BOOLEAN,
)


def default_class():
    """The kind of a piece that no category says anything about."""
    usual = ProductClass.objects.filter(name=DEFAULT_CLASS).order_by("pk").first()
    return usual or ProductClass.objects.create(name=DEFAULT_CLASS, requires_shipping=True, track_stock=True)


def class_of(category):
    """The kind that a category names, or else the nearest one above it; None where nobody does."""
    if category is None:
        return None
    length = Category.steplen
    paths = [category.path[:end] for end in range(length, len(category.path) + 1, length)]
    asking = Category.objects.filter(path__in=paths, product_class__isnull=False).select_related("product_class")
    nearest = asking.order_by("-path").first()
    return nearest.product_class if nearest else None


def asked_of(product_class):
    """The attributes that pieces of a kind answer, in their order. One query; none for None."""
    if product_class is None:
        return []
    return list(product_class.attributes.filter(type__in=TYPES).select_related("option_group"))


def unanswered(product, variant=None):
    """Required attributes that neither the product nor this variant of it has; reads what was prefetched."""
    if product.product_class is None:
        return []
    values = [*product.attribute_values.all(), *(variant.attribute_values.all() if variant else ())]
    answered = {value.attribute_id for value in values}
    asked = product.product_class.attributes.all()
    return [attribute for attribute in asked if attribute.required and attribute.pk not in answered]


def read_answer(attribute, typed):
    """What somebody typed, as the attribute's value; None for nothing. Raises ValidationError with a sentence.

    Takes text, numbers and booleans, so that a spreadsheet's cells can be handed over as they are.
    """
    text = " ".join(str(typed if typed is not None else "").replace("\x00", " ").split())
    if not text:
        return None
    if len(text) > LONGEST_VALUE:
        raise ValidationError(_("250 caractères au plus."))
    return _READERS.get(attribute.type, _read_text)(attribute, text)


def _read_text(attribute, text):
    if attribute.rule == ProductAttribute.Rule.COMPOSITION:
        check_composition(text)
    return text


def check_composition(text):
    """Refuse a composition whose parts don't make a hundred (regulation (EU) 1007/2011, art. 5, 9 and 16).

    A piece of several components names each of them: « dessus 100 % soie ; doublure 100 % coton » (art. 11).
    """
    for component in text.split(";"):
        shares = re.findall(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%", component)
        if sum(Decimal(share.replace(",", ".")) for share in shares) != 100 or not re.search(r"[^\W\d]", component):
            raise ValidationError(
                _("Donnez chaque matière avec sa part, pour 100 % en tout : « 80 % laine, 20 % soie ».")
            )


def _read_number(attribute, text):
    whole = attribute.type == ProductAttribute.INTEGER
    pattern = r"\d{1,10}" if whole else r"\d{1,10}([.,]\d{1,6})?"
    if not re.fullmatch(pattern, text, re.ASCII) or float(text.replace(",", ".")) > LARGEST_NUMBER:
        raise ValidationError(_("Un nombre entier, s’il vous plaît.") if whole else _("Un nombre, s’il vous plaît."))
    return int(text) if whole else float(text.replace(",", "."))


def _read_boolean(_attribute, text):
    words = {"oui": True, "true": True, "1": True, "non": False, "false": False, "0": False}
    if text.lower() not in words:
        raise ValidationError(_("Répondez par oui ou par non."))
    return words[text.lower()]


def _read_option(attribute, text):
    for option in attribute.option_group.options.all() if attribute.option_group else ():
        if text.casefold() in (option.option.casefold(), str(option.pk)):
            return option
    raise ValidationError(_("Choisissez l’une des réponses proposées."))


_READERS = {
    ProductAttribute.INTEGER: _read_number,
    ProductAttribute.FLOAT: _read_number,
    ProductAttribute.BOOLEAN: _read_boolean,
    ProductAttribute.OPTION: _read_option,
}


def answers_of(product):
    """The product's values by code, as texts that `read_answer` takes back."""
    values = product.attribute_values.select_related("attribute", "value_option").order_by("attribute__order")
    return {value.attribute.code: answer_as_text(value) for value in values}


def answer_as_text(value):
    """A value as it is typed and read."""
    if value.attribute.type == ProductAttribute.BOOLEAN:
        return "oui" if value.value else "non"
    if value.attribute.type == ProductAttribute.FLOAT:
        return f"{value.value:g}".replace(".", ",")
    return value.value_as_text


def write_answers(product, typed):
    """Write down {code: what was typed}; empty takes the value away. Other codes stay, unknown ones are ignored.

    Raises ValidationError with the messages by code, and then writes nothing.
    """
    attributes = {attribute.code: attribute for attribute in asked_of(product.get_product_class())}
    read, wrong = {}, {}
    for code in typed.keys() & attributes.keys():
        try:
            read[code] = read_answer(attributes[code], typed[code])
        except ValidationError as refusal:
            wrong[code] = refusal.messages
    if wrong:
        raise ValidationError(wrong)
    for code, value in read.items():
        _write_answer(product, attributes[code], value)


def _write_answer(product, attribute, value):
    if value is None:
        ProductAttributeValue.objects.filter(product=product, attribute=attribute).delete()
        return
    known = ProductAttributeValue.objects.filter(product=product, attribute=attribute).first()
    row = known or ProductAttributeValue(product=product, attribute=attribute)
    row.value = value
    row.save()


def take_kind(product, product_class):
    """Make the product one of this kind. Answers that the new kind asks for too, by code, are kept; others leave."""
    if product.product_class_id == product_class.pk:
        return
    if not product_class.asks_about_art:
        product.art_work = ""
    owners = [(owner, answers_of(owner)) for owner in (product, *product.children.all())]
    product.product_class = product_class
    product.save(update_fields=["product_class", "art_work"])
    asked = asked_of(product_class)
    for owner, answers in owners:
        owner.attribute_values.all().delete()
        for attribute in asked:
            _keep(owner, attribute, answers.get(attribute.code))


def _keep(product, attribute, text):
    try:
        value = read_answer(attribute, text)
    except ValidationError:
        return
    if value is not None:
        _write_answer(product, attribute, value)
