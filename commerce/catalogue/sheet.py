"""A product's page as data: pictures, price, stock, variants, attributes, deliveries, other pieces of its maker."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q

from commerce.catalogue.cards import ProductCard, Stock, product_cards, stock_over
from commerce.catalogue.categories import Branch, category_tree
from commerce.catalogue.models import Product, ProductAttributeValue
from commerce.catalogue.pictures import ShownPicture, shown_picture
from commerce.catalogue.stock_words import stock_words
from commerce.money import to_cents
from commerce.partner.models import StockRecord
from commerce.shipping.options import delivery_modes, promised_day

SIBLINGS_MAX = 4


@dataclass(frozen=True)
class Variant:
    """One of the forms that a product comes in."""

    pk: int
    label: str
    price: Decimal | None
    available: int


@dataclass(frozen=True)
class DeliveryPromise:
    """One way to receive the product alone, ordered now. Charge in cents, date in Europe/Paris."""

    kind: str
    label: str
    carrier: str
    charge_cents: int
    promised_on: date


@dataclass(frozen=True)
class ProductSheet:
    """Everything that a product's page says."""

    product: Product
    pictures: list[ShownPicture]
    stock: Stock
    variants: list[Variant] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    lineage: list[Branch] = field(default_factory=list)
    deliveries: list[DeliveryPromise] = field(default_factory=list)
    siblings: list[ProductCard] = field(default_factory=list)

    @property
    def url(self):
        return self.product.get_absolute_url()

    @property
    def vendor(self):
        return self.product.vendor

    @property
    def can_be_bought(self):
        return self.vendor.can_sell and self.stock.available > 0

    @property
    def has_several_prices(self):
        return self.stock.lowest_price != self.stock.highest_price

    @property
    def stock_note(self):
        """Words about the stock, and their tone."""
        label, tone = stock_words(self.stock.available, can_sell=self.vendor.can_sell)
        return {"label": label, "tone": tone}


def product_sheet(product_id, *, now):
    """The page of a product on display; for a variant, its parent's. Raises Product.DoesNotExist."""
    asked = Product.objects.filter(pk=product_id)
    family = Product.objects.for_public_display().filter(
        Q(pk=product_id) | Q(parent=product_id) | Q(pk__in=asked.values("parent"))
    )
    family = list(family.select_related("vendor__plan", "product_class").order_by("pk"))
    product = _head(family)
    children = [member for member in family if member.parent_id == product.pk]
    records = list(StockRecord.objects.filter(product__in=[product, *children]))
    texts = _attribute_texts([product, *children])
    stock = stock_over(records)
    return ProductSheet(
        product=product,
        pictures=[shown_picture(image, image.caption) for image in product.images.all()],
        stock=stock,
        variants=_variants(children, records, texts),
        attributes=texts.get(product.pk, []),
        lineage=_lineage(product),
        deliveries=_deliveries(product, stock, now=now),
        siblings=_siblings(product),
    )


def _head(family):
    for member in family:
        if not member.is_child:
            return member
    raise Product.DoesNotExist


def _attribute_texts(products):
    """Pairs of name and value by product id, in one query."""
    values = ProductAttributeValue.objects.filter(product__in=products).select_related("attribute", "value_option")
    texts = {}
    for value in values.order_by("attribute__pk"):
        texts.setdefault(value.product_id, []).append((value.attribute.name, value.value_as_text))
    return texts


def _variants(children, records, texts):
    by_child = {record.product_id: record for record in records}
    return [
        Variant(
            pk=child.pk,
            label=", ".join(str(value) for _name, value in texts.get(child.pk, [])) or child.title,
            price=stock_over([by_child[child.pk]]).lowest_price,
            available=stock_over([by_child[child.pk]]).available,
        )
        for child in children
        if child.pk in by_child
    ]


def _lineage(product):
    branches = category_tree().branches
    mine = [branches[pk] for pk in product.categories.values_list("pk", flat=True) if pk in branches]
    return max((branch.lineage for branch in mine), key=len, default=[])


def _deliveries(product, stock, *, now):
    if not product.vendor.can_sell or stock.lowest_price is None:
        return []
    usual = product.vendor.preparation_days
    days = usual if product.preparation_days is None else product.preparation_days
    goods_cents = to_cents(stock.lowest_price)
    return [
        DeliveryPromise(
            kind=mode.kind,
            label=mode.get_kind_display(),
            carrier=mode.carrier,
            charge_cents=mode.charge_for(goods_cents),
            promised_on=promised_day(mode, days, now=now),
        )
        for mode in delivery_modes([product.vendor])[product.vendor.pk]
    ]


def _siblings(product):
    others = Product.objects.in_listings().filter(vendor=product.vendor).exclude(pk=product.pk)
    return product_cards(others.order_by("-date_created")[:SIBLINGS_MAX])
