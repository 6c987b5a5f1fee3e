"""Baskets ready to be ordered, for tests."""

from datetime import UTC, datetime

from django.contrib.auth.models import AnonymousUser
from oscar.apps.checkout.calculators import OrderTotalCalculator
from oscar.apps.offer.applicator import Applicator

from commerce.basket.models import Basket
from commerce.checkout import placement
from commerce.order.models import ShippingAddress
from commerce.partner.strategy import MarketplaceStrategy
from commerce.shipping.methods import PerVendorDelivery
from commerce.shipping.options import DeliveryChoice, delivery_options
from commerce.shipping.repository import Repository
from tests.factories import CountryFactory

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def basket_of(*contents, owner=None):
    """An open basket of products, or of (product, quantity) pairs."""
    basket = Basket.objects.create(owner=owner)
    basket.strategy = MarketplaceStrategy()
    for content in contents:
        product, quantity = content if isinstance(content, tuple) else (content, 1)
        basket.add_product(product, quantity)
    return reloaded(basket)


def reloaded(basket):
    """The basket as the next request sees it, with offers applied."""
    basket = Basket.objects.get(pk=basket.pk)
    basket.strategy = MarketplaceStrategy()
    Applicator().apply(basket, basket.owner or AnonymousUser())
    return basket


def choose(basket, *kinds, relay_point=None):
    """A delivery method: the wanted kinds in the order of the vendors, the last one for the rest."""
    choices = []
    for index, (group, options) in enumerate(delivery_options(basket, now=MONDAY)):
        kind = kinds[min(index, len(kinds) - 1)]
        option = next(option for option in options if option.kind == kind)
        choices.append(DeliveryChoice(group, option, relay_point if kind == "relay" else None))
    return Repository().with_offers(basket, PerVendorDelivery(choices))


def address():
    """An unsaved address in Lyon."""
    return ShippingAddress(
        first_name="Camille",
        last_name="Martin",
        line1="8 rue Dumenge",
        line4="Lyon",
        postcode="69004",
        country=CountryFactory(),
    )


def submission(basket, method=None, user=None, guest_email="camille@exemple.test"):
    """Everything that `placement.place` needs for this basket."""
    method = method or choose(basket, "home")
    charge = method.calculate(basket)
    return {
        "basket": basket,
        "user": user or AnonymousUser(),
        "guest_email": "" if user else guest_email,
        "shipping_address": address(),
        "shipping_method": method,
        "shipping_charge": charge,
        "total": OrderTotalCalculator().calculate(basket, charge),
    }


def placed(*contents, user=None, kinds=("home",), relay_point=None, guest_email="camille@exemple.test"):
    """An order that waits for its payment."""
    basket = basket_of(*contents, owner=user)
    method = choose(basket, *kinds, relay_point=relay_point)
    return placement.place(**submission(basket, method, user, guest_email))
