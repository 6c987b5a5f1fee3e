"""Gift cards: two shops sell them, one was bought, and a part of it was spent."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from commerce.catalogue.models import Product
from commerce.gift_cards import selling
from commerce.gift_cards.models import GiftCard, GiftCardSettings
from commerce.order.exceptions import UnableToPlaceOrder
from demo import logins
from demo.buyers import BUYERS
from demo.load_orders import pay_for
from demo.shopping import place_order
from demo.workshops.typography import typeset

CENTS = 15_000
MESSAGE = "Joyeux anniversaire ! Choisis ce qui te plaît, et prends ton temps."


def load_gift_cards(vendors):
    """The first workshops whose logins are told sell cards; one is bought and used. Run again, it adds nothing."""
    shops = [vendors[workshop.code] for workshop in logins.told_workshops()[:2] if workshop.code in vendors]
    for shop in shops:
        GiftCardSettings.objects.get_or_create(vendor=shop, defaults={"is_active": True})
    if shops and selling.sells(shops[0]) and not GiftCard.objects.exists():
        _give(shops[0])
        _spend(GiftCard.objects.get())


def _give(shop):
    buyer, today = BUYERS[0], timezone.localdate()
    wish = selling.Wish(CENTS, "Maëlle", buyer.first_name, today, "maelle@demo.example", typeset(MESSAGE))
    order = selling.place(
        shop, wish, user=AnonymousUser(), guest_email=buyer.email, request_key="demo", now=timezone.now()
    )
    pay_for(order, "pay", now=timezone.now())


def _spend(card):
    wishes = Product.objects.for_sale().filter(vendor=card.vendor, structure__in=["standalone", "child"])
    try:
        order = place_order(BUYERS[1], list(wishes[:1]), ("home",), gift_card_ids=[card.pk], now=timezone.now())
    except UnableToPlaceOrder:
        return
    pay_for(order, "pay", now=timezone.now())
