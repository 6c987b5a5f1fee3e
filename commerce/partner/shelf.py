"""What a vendor changes of an article that is on the shelf: its stock, its price, whether it is online."""

from django.db import transaction

from commerce.order.locks import lock_stock
from commerce.partner.models import StockRecord


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


def reprice(record, price):
    """Set the price, tax included, in Decimal euros. Baskets see it at once; placed orders keep theirs."""
    StockRecord.objects.filter(pk=record.pk).update(price=price)


def put_online(product, is_online):
    """Show the product, or take it out of the shop; a variant follows its parent."""
    shown = product.parent if product.is_child else product
    if shown.is_public != is_online:
        shown.is_public = is_online
        shown.save(update_fields=["is_public"])
