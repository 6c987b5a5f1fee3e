"""What a buyer of the demo does: fill a basket, choose how each workshop delivers, place the order."""

from django.contrib.auth.models import AnonymousUser
from oscar.core.loading import get_class, get_model

from commerce.basket.models import Basket
from commerce.checkout import placement
from commerce.checkout.gift_cards import chosen_uses
from commerce.order.models import ShippingAddress
from commerce.partner.strategy import MarketplaceStrategy
from commerce.shipping.methods import PerVendorDelivery
from commerce.shipping.models import DeliveryMode
from commerce.shipping.options import DeliveryChoice, delivery_options
from commerce.shipping.relays import relay_points_near
from commerce.shipping.repository import Repository

Applicator = get_class("offer.applicator", "Applicator")
Country = get_model("address", "Country")
OrderTotalCalculator = get_class("checkout.calculators", "OrderTotalCalculator")


def place_order(buyer, products, kinds, *, user=None, vouchers=(), gift_card_ids=(), now):
    """Order one of each product for this `buyer`, delivered in the first of `kinds` that a workshop offers.

    A product that comes twice is ordered twice. Raises UnableToPlaceOrder where stock, or a gift card, is gone.
    """
    basket = _filled_basket(products, user, vouchers)
    choices = [_choice(group, options, kinds, buyer.postcode) for group, options in delivery_options(basket, now=now)]
    method = Repository().with_offers(basket, PerVendorDelivery(choices))
    charge = method.calculate(basket)
    return placement.place(
        basket=basket,
        user=user or AnonymousUser(),
        guest_email="" if user else buyer.email,
        shipping_address=_address(buyer),
        shipping_method=method,
        shipping_charge=charge,
        total=OrderTotalCalculator().calculate(basket, charge),
        gift_cards=chosen_uses(gift_card_ids, method),
    )


def _filled_basket(products, user, vouchers):
    basket = Basket.objects.create(owner=user)
    basket.strategy = MarketplaceStrategy()
    for product in products:
        basket.add_product(product, 1)
    basket.vouchers.add(*vouchers)
    basket = Basket.objects.get(pk=basket.pk)
    basket.strategy = MarketplaceStrategy()
    Applicator().apply(basket, user or AnonymousUser())
    return basket


def _choice(group, options, kinds, postcode):
    offered = {option.kind: option for option in options}
    option = next((offered[kind] for kind in kinds if kind in offered), options[0])
    is_relay = option.kind == DeliveryMode.Kind.RELAY
    return DeliveryChoice(group, option, relay_points_near(postcode)[0] if is_relay else None)


def _address(buyer):
    return ShippingAddress(
        first_name=buyer.first_name,
        last_name=buyer.last_name,
        line1=buyer.street,
        line4=buyer.town,
        postcode=buyer.postcode,
        country=Country.objects.get(iso_3166_1_a2="FR"),
    )
