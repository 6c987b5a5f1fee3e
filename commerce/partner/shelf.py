"""A vendor's articles: how they stand, and what the vendor changes of them (stock, price, whether they are online)."""

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from commerce.order.locks import lock_stock
from commerce.partner.models import StockRecord


class ShelfState(models.TextChoices):
    """How an article stands. Offline articles are never called sold out or low: nobody sees them."""

    ONLINE = "online", _("En ligne")
    OFFLINE = "offline", _("Hors ligne")
    LOW = "low", _("Bientôt épuisées")
    SOLD_OUT = "sold_out", _("Épuisées")


_ONLINE = Q(product__is_public=True) & (Q(product__parent=None) | Q(product__parent__is_public=True))
_CONDITIONS = {
    ShelfState.ONLINE: _ONLINE,
    ShelfState.OFFLINE: ~_ONLINE,
    ShelfState.LOW: _ONLINE & Q(available__gt=0, available__lte=F("low_stock_threshold")),
    ShelfState.SOLD_OUT: _ONLINE & Q(available__lte=0),
}


def articles_of(vendor, state=None):
    """The vendor's stock records by title, a variant beside its sisters; only those in `state`, where one is given.

    `available` is what nobody has reserved. An article is low once that falls to Oscar's `low_stock_threshold`,
    which the vendor sets for the articles that can be made again; a one-off piece has none.
    """
    articles = StockRecord.objects.filter(partner=vendor).annotate(
        available=Coalesce("num_in_stock", 0) - Coalesce("num_allocated", 0)
    )
    if state:
        articles = articles.filter(_CONDITIONS[ShelfState(state)])
    title = Coalesce("product__parent__title", "product__title")
    return articles.select_related("product__parent", "product__vendor").order_by(title, "product__title", "pk")


class StockIsReserved(Exception):
    """The change would leave fewer articles than orders have reserved. `reserved` says how many those are."""

    def __init__(self, reserved):
        self.reserved = reserved
        super().__init__(f"{reserved} are reserved.")


@transaction.atomic
def restock(record, *, shown, typed):
    """Change the stock by the difference between what the form showed and what was typed.

    A sale that happened meanwhile is so never undone by a stale form. Raises StockIsReserved.
    """
    current = lock_stock([record.pk])[record.pk]
    stock = (current.num_in_stock or 0) + typed - shown
    reserved = current.num_allocated or 0
    if stock < reserved:
        raise StockIsReserved(reserved)
    StockRecord.objects.filter(pk=record.pk).update(num_in_stock=stock)
    return stock


@transaction.atomic
def update_article(record, *, shown_stock, stock, price, low_stock_threshold, is_online):
    """Everything that the vendor typed of one article, or nothing. Raises StockIsReserved."""
    restock(record, shown=shown_stock, typed=stock)
    reprice(record, price)
    StockRecord.objects.filter(pk=record.pk).update(low_stock_threshold=low_stock_threshold)
    put_online(record.product, is_online)


def reprice(record, price):
    """Set the price, tax included, in Decimal euros. Baskets see it at once; placed orders keep theirs."""
    StockRecord.objects.filter(pk=record.pk).update(price=price)


def put_online(product, is_online):
    """Show the product, or take it out of the shop; a variant follows its parent."""
    shown = product.parent if product.is_child else product
    if shown.is_public != is_online:
        shown.is_public = is_online
        shown.save(update_fields=["is_public"])
