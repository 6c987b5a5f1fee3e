"""Placing an order: once per basket, whatever is clicked twice, and never without its stock."""

from django.db import transaction
from oscar.core.loading import get_class

from commerce.basket.models import Basket
from commerce.order.locks import lock_basket
from commerce.order.models import Order

OrderCreator = get_class("order.utils", "OrderCreator")


def order_of_basket(basket_id):
    """The order already made of this basket, or None."""
    return Order.objects.filter(basket_id=basket_id).first()


@transaction.atomic
def place(*, basket, user, guest_email, shipping_address, shipping_method, shipping_charge, total, request=None):
    """Write the order of this basket with its stock allocated, before anybody is sent to pay.

    A second call for the same basket returns the same order. Raises UnableToPlaceOrder, with a sentence for the
    buyer, when stock or a voucher is gone; nothing is written then.
    """
    if lock_basket(basket.pk).status != Basket.OPEN:
        return order_of_basket(basket.pk)
    shipping_address.save()
    order = OrderCreator().place_order(
        basket=basket,
        total=total,
        shipping_method=shipping_method,
        shipping_charge=shipping_charge,
        user=user,
        request=request,
        shipping_address=shipping_address,
        guest_email=guest_email,
    )
    basket.submit()
    return order


def give_basket_back(order, into):
    """Put the goods of an order that came to nothing back into the buyer's open basket. Twice does it once."""
    if order.basket is None or order.basket.status == Basket.MERGED:
        return
    if into.pk is None:
        into.save()
    into.merge(order.basket)
