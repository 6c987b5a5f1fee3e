"""Products as cards: everything that a grid of them shows, in three queries whatever their number.

Where a promotion lowers one of them, two more for the prices to cross out.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from commerce.catalogue.models import Product, ProductImage
from commerce.catalogue.pictures import ShownPicture, shown_picture
from commerce.catalogue.stock_words import stock_words
from commerce.money import to_euros
from commerce.partner.models import StockRecord
from commerce.promotions.prices import prior_prices, selling_cents


@dataclass(frozen=True)
class Stock:
    """What a product, or its variants together, costs now (Decimal euros, tax included) and how many are left.

    `price_before` is what is crossed out beside `lowest_price`, where a promotion lowers it and the law allows.
    """

    lowest_price: Decimal | None = None
    highest_price: Decimal | None = None
    available: int = 0
    price_before: Decimal | None = None

    @property
    def saved_percent(self):
        """By how many whole per cents the price fell from the one that is crossed out, or None."""
        if self.price_before is None:
            return None
        return int((self.price_before - self.lowest_price) * 100 / self.price_before) or None


@dataclass(frozen=True)
class ProductCard:
    """What `components/product_card.html` draws. Prices in Decimal euros, tax included; none in a simple listing."""

    url: str
    title: str
    vendor_name: str
    place: str
    price: Decimal | None
    has_several_prices: bool
    note: str
    tone: str
    picture: ShownPicture | None
    price_before: Decimal | None = None


def product_cards(products):
    """Cards of a queryset of standalone and parent products, in its order. Three queries."""
    return _cards(products.select_related("vendor__plan"))


def product_cards_of(ids):
    """Cards of products in the order of their ids. Three queries."""
    found = Product.objects.select_related("vendor__plan").in_bulk(ids)
    return _cards(found[pk] for pk in ids if pk in found)


def _cards(products):
    products = list(products)
    stocks = stocks_of(products)
    pictures = _first_pictures(products)
    return [_card(product, stocks[product.pk], pictures.get(product.pk)) for product in products]


def stocks_of(products):
    """Stock by product id, a parent's being that of its variants together. One query."""
    own = Q(product__in=products)
    of_variants = Q(product__parent__in=products, product__is_public=True)
    now = timezone.now()
    records = list(StockRecord.objects.filter(own | of_variants).with_promotion(now).select_related("product"))
    before = prior_prices(records, now)
    by_product = defaultdict(list)
    for record in records:
        by_product[record.product.parent_id or record.product_id].append(record)
    return {product.pk: stock_over(by_product[product.pk], now, before) for product in products}


def stock_over(records, now, before):
    """The Stock at `now` that stock records make together; `before` are `prior_prices` of them."""
    priced = sorted((selling_cents(record, now), record.pk) for record in records if record.price is not None)
    cheapest = priced[0][1] if priced else None
    return Stock(
        lowest_price=to_euros(priced[0][0]) if priced else None,
        highest_price=to_euros(priced[-1][0]) if priced else None,
        available=sum(max(record.net_stock_level, 0) for record in records),
        price_before=to_euros(before[cheapest]) if cheapest in before else None,
    )


def _first_pictures(products):
    pictures = {}
    for image in ProductImage.objects.filter(product__in=products).order_by("display_order", "pk"):
        pictures.setdefault(image.product_id, image)
    return pictures


def _card(product, stock, image):
    vendor = product.vendor
    note, tone = stock_words(
        stock.available,
        can_sell=vendor.can_sell,
        holiday=vendor.holiday,
        is_listing=vendor.is_listing,
        making=product.making,
    )
    return ProductCard(
        url=product.get_absolute_url(),
        title=product.title,
        vendor_name=vendor.name,
        place=vendor.town,
        price=None if vendor.is_listing else stock.lowest_price,
        has_several_prices=stock.lowest_price != stock.highest_price,
        note=note,
        tone=tone,
        picture=shown_picture(image),
        price_before=None if vendor.is_listing else stock.price_before,
    )
