"""Gift cards, bought and spent, for tests."""

from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from commerce.checkout import placement
from commerce.gift_cards import selling
from commerce.gift_cards.models import GiftCard, GiftCardSettings
from commerce.gift_cards.spending import planned
from commerce.settlement import payins
from tests.commerce.baskets import MONDAY, basket_of, choose, submission
from tests.commerce.settlement.orders import paid, started
from tests.factories import ProductFactory

ANONYMOUS = AnonymousUser()


def selling_cards(vendor):
    """The vendor, who sells gift cards."""
    GiftCardSettings.objects.update_or_create(vendor=vendor, defaults={"is_active": True})
    return vendor


def wish(cents=5_000, *, now=MONDAY, **more):
    """What somebody types who gives a card today."""
    typed = {"to_name": "Maëlle", "from_name": "Camille", "to_email": "maelle@exemple.test", **more}
    return selling.Wish(amount_cents=cents, send_on=timezone.localdate(now), **typed)


def ordered_card(vendor, cents=5_000, *, now=MONDAY, key=None, **more):
    """The order of a gift card, not paid yet."""
    return selling.place(
        selling_cards(vendor),
        wish(cents, now=now, **more),
        user=ANONYMOUS,
        guest_email="camille@exemple.test",
        request_key=key or uuid4().hex,
        now=now,
    )


def bought_card(mangopay, vendor, cents=5_000, *, now=MONDAY, **more):
    """A gift card of this vendor, paid."""
    order = paid(mangopay, ordered_card(vendor, cents, now=now, **more), now)
    return card_of(order)


def card_of(order):
    """The gift card of an order, as it is now."""
    return GiftCard.objects.select_related("vendor_order__order").get(vendor_order__order=order)


def fresh(card):
    """The card as it is now."""
    return GiftCard.objects.select_related("vendor_order__order", "vendor").get(pk=card.pk)


def placed_with(*cards, prices=("40.00",), vendors=None, kinds=("home",)):
    """An unpaid order of a product of each vendor (the cards' own by default), which these cards help to pay."""
    cards = [fresh(card) for card in cards]
    vendors = vendors or [card.vendor for card in cards[:1]]
    contents = [ProductFactory(vendor=vendor, price=price) for vendor, price in zip(vendors, prices, strict=True)]
    basket = basket_of(*contents)
    method = choose(basket, *kinds)
    parts = [
        (choice.vendor.pk, choice.group.goods_cents, cents)
        for choice, cents in zip(method.choices, method.charges_cents, strict=True)
    ]
    return placement.place(**submission(basket, method), gift_cards=planned(cards, parts))


def paid_with(mangopay, *cards, now=MONDAY, **more):
    """The same order, paid: what the cards don't pay, by bank card."""
    order = placed_with(*cards, **more)
    pay_in = started(order, now)
    if pay_in.amount_cents:
        mangopay.pay(pay_in.redirect_url)
    payins.conclude_order(order, now=now)
    return order
