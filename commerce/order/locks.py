"""The one place that locks rows, and so the one place that decides the order: basket, stock, vouchers; order, vendor
orders, stock, gift cards; each by key.

Nothing else calls `select_for_update`; everybody asks here, so two transactions can't wait for each other.
"""

from commerce.basket.models import Basket
from commerce.gift_cards.models import GiftCard
from commerce.order.models import Order, VendorOrder
from commerce.partner.models import StockRecord


def lock_basket(basket_id):
    """The basket's row, locked until the transaction ends."""
    return Basket.objects.select_for_update().get(pk=basket_id)


def lock_vouchers(basket):
    """The basket's vouchers, locked, in the order of their keys."""
    return list(basket.vouchers.select_for_update(of=("self",)).select_related("vendor").order_by("pk"))


def lock_order(order_id):
    """The order and the list of its vendor orders, locked until the transaction ends. Raises Order.DoesNotExist."""
    order = Order.objects.select_for_update().get(pk=order_id)
    parts = VendorOrder.objects.select_for_update(of=("self",)).filter(order=order).order_by("pk")
    return order, list(parts.select_related("vendor__plan"))


def lock_vendor_order(vendor_order_id):
    """One vendor order, locked until the transaction ends. Raises VendorOrder.DoesNotExist."""
    parts = VendorOrder.objects.select_for_update(of=("self",)).select_related("order__user", "vendor")
    return parts.get(pk=vendor_order_id)


def lock_gift_cards(card_ids):
    """Gift cards by id with the vendor orders that sold them, which are locked, after the order that they pay."""
    cards = GiftCard.objects.select_for_update(of=("vendor_order",)).select_related("vendor_order__order", "vendor")
    return {card.pk: card for card in cards.filter(pk__in=card_ids).order_by("vendor_order")}


def lock_stock(stockrecord_ids):
    """Stock records by id, locked in the order of their keys, each with its product and vendor."""
    records = StockRecord.objects.select_for_update(of=("self",)).filter(pk__in=stockrecord_ids).order_by("pk")
    records = records.select_related("product__parent", "partner")
    return {record.pk: record for record in records}
