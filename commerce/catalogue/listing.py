"""One page of a list of products: what the visitor asked for, in which order, and the cards to show."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.core.paginator import Page, Paginator

from commerce.catalogue.cards import ProductCard, product_cards_of
from commerce.money import to_cents

PER_PAGE = 24


class Order(StrEnum):
    """Orders that a visitor can ask for; the values stand in addresses."""

    RELEVANCE = "pertinence"
    NEWEST = "nouveautes"
    CHEAPEST = "prix"
    DEAREST = "prix-decroissant"


SORTING = {
    Order.NEWEST: ("-date_created", "-pk"),
    Order.CHEAPEST: ("lowest_cents", "-pk"),
    Order.DEAREST: ("-lowest_cents", "-pk"),
}


@dataclass(frozen=True)
class Wish:
    """What a visitor asked for. Prices in Decimal euros, tax included; None sets no limit."""

    price_min: Decimal | None = None
    price_max: Decimal | None = None
    for_sale_only: bool = False
    order: Order = Order.NEWEST


@dataclass(frozen=True)
class Listing:
    """One page of cards, and the whole it is a page of."""

    cards: list[ProductCard]
    page: Page

    @property
    def total(self):
        return self.page.paginator.count


def wished(products, wish):
    """The products that meet a wish, in no order yet."""
    if wish.for_sale_only:
        products = products.for_sale()
    if wish.price_min is not None or wish.price_max is not None or wish.order in (Order.CHEAPEST, Order.DEAREST):
        products = products.with_lowest_price()
    if wish.price_min is not None:
        products = products.filter(lowest_cents__gte=to_cents(wish.price_min))
    if wish.price_max is not None:
        products = products.filter(lowest_cents__lte=to_cents(wish.price_max))
    return products


def listing(products, wish, page_number, *, best_first=None):
    """The asked page of `products`; out-of-range pages answer the nearest.

    `best_first` are product ids by relevance; they give the order when the visitor asked for no other.
    """
    found = wished(products, wish)
    if wish.order == Order.RELEVANCE:
        kept = set(found.values_list("pk", flat=True))
        ids = [pk for pk in best_first or [] if pk in kept]
    else:
        ids = found.order_by(*SORTING[wish.order]).values_list("pk", flat=True)
    page = Paginator(ids, PER_PAGE).get_page(page_number)
    return Listing(cards=product_cards_of(list(page.object_list)), page=page)
