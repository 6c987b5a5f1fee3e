"""Mails of gift cards."""

from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, Placeholder, declare
from commerce.communication.placeholders import ORDER, amount
from commerce.gift_cards import letters
from commerce.gift_cards.models import GiftCard
from commerce.order.announcements import order_address
from commerce.order.examples import example_part
from commerce.order.models import VendorOrder
from commerce.partner.examples import DAY
from commerce.partner.rights import Right

VALUE = amount("card.value_cents", _("valeur du bon"))
CARD_SHOP = Placeholder("boutique", _("nom de la boutique"), "card.vendor.name")


def _card():
    sale = example_part(delivery_kind=VendorOrder.GIFT_CARD, goods_cents=5000, shipping_cents=0)
    return GiftCard(
        pk=0,
        vendor=sale.vendor,
        vendor_order=sale,
        code="K7M2P9QRW3TX",
        to_name="Zoé",
        to_email="zoe@exemple.test",
        from_name="Camille",
        message="Pour tes trente ans.",
        send_on=DAY,
    )


def _bought():
    sale = _card().vendor_order
    card = _card()
    card.vendor_order = sale
    sale.gift_card = card
    letters.bought(sale.order, sale, order_url=order_address(sale.order))


def _given():
    card = _card()
    return {"card": card, "card_url": letters.card_address(card)}


declare(
    Event(
        "gift_card_bought",
        title=_("Bon cadeau acheté"),
        audience=Audience.BUYER,
        when=_("Dès que le paiement est arrivé."),
        placeholders=(ORDER, CARD_SHOP, VALUE),
        sample=_bought,
    ),
    Event(
        "gift_card_sold",
        title=_("Bon cadeau vendu"),
        audience=Audience.SHOP,
        right=Right.MONEY,
        when=_("Dès que le paiement est arrivé."),
        is_optional=True,
        placeholders=(ORDER, CARD_SHOP, VALUE),
        sample=_bought,
    ),
    Event(
        "gift_card",
        title=_("Bon cadeau offert"),
        audience=Audience.PERSON,
        when=_("Le matin du jour que l’acheteur a choisi."),
        placeholders=(CARD_SHOP, amount("card.balance_cents", _("valeur du bon"))),
        sample=_given,
    ),
)
