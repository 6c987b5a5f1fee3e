"""A product's page as data: pictures, price, stock, variants, attributes, deliveries, other pieces of its maker."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q

from commerce.catalogue.cards import ProductCard, Stock, product_cards, stock_over
from commerce.catalogue.categories import Branch, category_tree
from commerce.catalogue.models import Product, ProductAttributeValue
from commerce.catalogue.packing import packed_grams, packed_size
from commerce.catalogue.pictures import ShownPicture, shown_picture
from commerce.catalogue.stock_words import stock_words
from commerce.money import to_cents
from commerce.partner.models import StockRecord
from commerce.promotions.models import Promotion
from commerce.promotions.prices import price_ladder, prior_prices, promotion_of
from commerce.shipping.options import delivery_modes, promise_of
from commerce.shipping.pricing import Consignment, NotCarried, charge_of

SIBLINGS_MAX = 4


@dataclass(frozen=True)
class Variant:
    """One of the forms that a product comes in."""

    pk: int
    label: str
    price: Decimal | None
    available: int


@dataclass(frozen=True)
class Ladder:
    """What each piece costs by quantity: (from how many on, cents). `label` names the variant, if they differ."""

    label: str
    steps: list[tuple[int, int]]


@dataclass(frozen=True)
class DeliveryPromise:
    """One way to receive the product alone, ordered now. Charge in cents, date in Europe/Paris."""

    kind: str
    label: str
    carrier: str
    charge_cents: int
    promised_on: date
    free_from_cents: int | None = None
    #: Beginnings of the postcodes that a maker delivers to in person; the charge is the lowest then.
    postcodes: tuple[str, ...] = ()


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
    promotion: Promotion | None = None
    ladders: list[Ladder] = field(default_factory=list)

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
        vendor = self.vendor
        label, tone = stock_words(
            self.stock.available,
            can_sell=vendor.can_sell,
            holiday=vendor.holiday,
            is_listing=vendor.is_listing,
            making=self.product.making,
        )
        return {"label": label, "tone": tone}


def product_sheet(product_id, *, now, preview_of=None):
    """The page of a product that has one; for a variant, its parent's. Raises Product.DoesNotExist.

    `preview_of` is the vendor who looks at an own product before anybody else sees it.
    """
    asked = Product.objects.filter(pk=product_id)
    seen = Product.objects.with_a_page() if preview_of is None else preview_of.products.all()
    family = seen.filter(Q(pk=product_id) | Q(parent=product_id) | Q(pk__in=asked.values("parent")))
    family = list(family.select_related("vendor__plan", "product_class").order_by("pk"))
    product = _head(family)
    children = [member for member in family if member.parent_id == product.pk]
    records = StockRecord.objects.filter(product__in=[product, *children]).select_related("product")
    records = list(records.with_promotion(now).prefetch_related("tiers"))
    texts = _attribute_texts([product, *children])
    before = prior_prices(records, now)
    stock = stock_over(records, now, before)
    variants = _variants(children, records, texts, now)
    return ProductSheet(
        product=product,
        pictures=[shown_picture(image, image.caption or product.title) for image in product.images.all()],
        stock=stock,
        variants=variants,
        promotion=_promotion(records, now),
        attributes=texts.get(product.pk, []),
        lineage=_lineage(product),
        deliveries=_deliveries(product, stock, now=now),
        siblings=_siblings(product),
        ladders=_ladders(records, {variant.pk: variant.label for variant in variants}, now),
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
    for value in values.order_by("attribute__order", "attribute__pk"):
        texts.setdefault(value.product_id, []).append((value.attribute.name, value.value_as_text))
    return texts


def _promotion(records, now):
    """The promotion that ends first of those that lower the piece, or None. A query only where one does."""
    lowering = {promoted.promotion_id for record in records if (promoted := promotion_of(record, now))}
    return Promotion.objects.filter(pk__in=lowering).order_by("ends_at").first() if lowering else None


def _variants(children, records, texts, now):
    by_child = {record.product_id: record for record in records}
    return [
        Variant(
            pk=child.pk,
            label=child.variant_label
            or ", ".join(str(value) for _name, value in texts.get(child.pk, []))
            or child.title,
            price=(alone := stock_over([by_child[child.pk]], now, {})).lowest_price,
            available=alone.available,
        )
        for child in children
        if child.pk in by_child
    ]


def _ladders(records, labels, now):
    """One Ladder where all that is for sale has the same, else one per variant that has steps."""
    found = []
    for record in records:
        if record.price is not None and (not labels or record.product_id in labels):
            steps = [step for step in price_ladder(record, now) if step[0] <= max(record.net_stock_level, 1)]
            found.append(Ladder(labels.get(record.product_id, ""), steps))
    if len({tuple(ladder.steps) for ladder in found}) == 1:
        found = [Ladder("", found[0].steps)]
    return [ladder for ladder in found if len(ladder.steps) > 1]


def _lineage(product):
    branches = category_tree().branches
    mine = [branches[pk] for pk in product.categories.values_list("pk", flat=True) if pk in branches]
    return max((branch.lineage for branch in mine), key=len, default=[])


def _deliveries(product, stock, *, now):
    if not product.vendor.can_sell or stock.lowest_price is None:
        return []
    usual = product.vendor.preparation_days
    days = usual if product.preparation_days is None else product.preparation_days
    size = packed_size(product)
    alone = Consignment(to_cents(stock.lowest_price), packed_grams(product), (size,) if size else ())
    modes = delivery_modes([product.vendor])[product.vendor.pk]
    return [promise for mode in modes if (promise := _promise(mode, product.vendor, days, alone, now))]


def _promise(mode, vendor, days, consignment, now):
    """What a mode promises for the piece alone, or None where it can't carry it."""
    in_person = [rate for rate in mode.price_rows if rate.postcodes]
    try:
        charge_cents = min(rate.charge_cents for rate in in_person) if in_person else charge_of(mode, consignment)
    except NotCarried:
        return None
    return DeliveryPromise(
        kind=mode.kind,
        label=mode.get_kind_display(),
        carrier=mode.carrier,
        charge_cents=charge_cents,
        promised_on=promise_of(mode, vendor, days, now=now),
        free_from_cents=mode.free_from_cents if charge_cents else None,
        postcodes=tuple(dict.fromkeys(start for rate in in_person for start in rate.postcodes)),
    )


def _siblings(product):
    others = Product.objects.in_listings().filter(vendor=product.vendor).exclude(pk=product.pk)
    return product_cards(others.order_by("-date_created")[:SIBLINGS_MAX])
