"""Placing an order: once per basket, whatever is clicked twice, and never without its stock."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from oscar.core.loading import get_class

from commerce.basket.models import Basket
from commerce.gift_cards import spending
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.locks import lock_basket
from commerce.order.models import Order
from commerce.partner.models import Partner
from commerce.plans.choices import without_sale

OrderCreator = get_class("order.utils", "OrderCreator")


def order_of_basket(basket_id):
    """The order already made of this basket, or None."""
    return Order.objects.filter(basket_id=basket_id).first()


@transaction.atomic
def place(
    *,
    basket,
    user,
    guest_email,
    shipping_address,
    shipping_method,
    shipping_charge,
    total,
    gift_cards=(),
    request=None,
):
    """Write the order of this basket with its stock allocated, before anybody is sent to pay.

    `gift_cards` are the Uses that the recap promised. A second call for the same basket returns the same order. Raises
    UnableToPlaceOrder, with a sentence for the buyer, when stock, a voucher or a gift card is gone or a shop sells
    online no more; nothing is written then.
    """
    if lock_basket(basket.pk).status != Basket.OPEN:
        return order_of_basket(basket.pk)
    _refuse_shops_without_sale(basket)
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
    spending.reserve(order, gift_cards)
    basket.submit()
    return order


def _refuse_shops_without_sale(basket):
    """Pages may be a moment late about plan, holiday and closing; an order asks for what rules at this moment."""
    now = timezone.now()
    vendors = {line.product.vendor for line in basket.all_lines()}
    selling = set(Partner.objects.selling(now).filter(pk__in=[vendor.pk for vendor in vendors]))
    for vendor in [*(vendors - selling), *without_sale(vendors, timezone.localdate(now))]:
        raise UnableToPlaceOrder(
            _(
                "%(shop)s ne prend pas de commande en ce moment. Retirez ses pièces de votre panier pour commander "
                "les autres."
            )
            % {"shop": vendor.name}
        )


def give_basket_back(order, into):
    """Put the goods of an order that came to nothing back into the buyer's open basket. Twice does it once."""
    if order.basket is None or order.basket.status == Basket.MERGED:
        return
    if into.pk is None:
        into.save()
    into.merge(order.basket)
