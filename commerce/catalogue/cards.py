"""Products as cards: everything that a grid of them shows, in three queries whatever their number."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from commerce.catalogue.models import Product, ProductImage
from commerce.catalogue.pictures import ShownPicture, shown_picture
from commerce.catalogue.stock_words import stock_words
from commerce.partner.models import StockRecord


@dataclass(frozen=True)
class Stock:
    """What a product, or its variants together, costs (Decimal euros, tax included) and how many are left."""

    lowest_price: Decimal | None = None
    highest_price: Decimal | None = None
    available: int = 0


@dataclass(frozen=True)
class ProductCard:
    """What `components/product_card.html` draws. Price in Decimal euros, tax included."""

    url: str
    title: str
    vendor_name: str
    place: str
    price: Decimal | None
    has_several_prices: bool
    note: str
    tone: str
    picture: ShownPicture | None


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
    records = StockRecord.objects.filter(own | of_variants)
    by_product = defaultdict(list)
    for record in records.select_related("product"):
        by_product[record.product.parent_id or record.product_id].append(record)
    return {product.pk: stock_over(by_product[product.pk]) for product in products}


def stock_over(records):
    """The Stock that stock records make together."""
    prices = [record.price for record in records if record.price is not None]
    return Stock(
        lowest_price=min(prices, default=None),
        highest_price=max(prices, default=None),
        available=sum(max(record.net_stock_level, 0) for record in records),
    )


def _first_pictures(products):
    pictures = {}
    for image in ProductImage.objects.filter(product__in=products).order_by("display_order", "pk"):
        pictures.setdefault(image.product_id, image)
    return pictures


def _card(product, stock, image):
    note, tone = stock_words(stock.available, can_sell=product.vendor.can_sell)
    return ProductCard(
        url=product.get_absolute_url(),
        title=product.title,
        vendor_name=product.vendor.name,
        place=product.vendor.town,
        price=stock.lowest_price,
        has_several_prices=stock.lowest_price != stock.highest_price,
        note=note,
        tone=tone,
        picture=shown_picture(image),
    )
