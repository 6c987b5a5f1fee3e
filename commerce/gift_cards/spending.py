"""Paying with gift cards: what each pays of a basket, held when the order is placed, given back if it isn't paid."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from commerce.gift_cards.models import GiftCard, GiftCardPayment
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.locks import lock_gift_cards


@dataclass(frozen=True)
class Use:
    """What one card would pay of the goods and the delivery of its shop's part, in cents."""

    card: GiftCard
    goods_cents: int
    shipping_cents: int

    @property
    def amount_cents(self):
        return self.goods_cents + self.shipping_cents


def planned(cards, parts):
    """The Uses of these cards on `parts`, (vendor id, goods cents, shipping cents) each; goods first, cards in order.

    A card without anything to pay is left out.
    """
    left = {vendor_id: [goods_cents, shipping_cents] for vendor_id, goods_cents, shipping_cents in parts}
    uses = []
    for card in cards:
        rest = left.get(card.vendor_id, [0, 0])
        goods_cents = min(card.balance_cents, rest[0])
        shipping_cents = min(card.balance_cents - goods_cents, rest[1])
        rest[0], rest[1] = rest[0] - goods_cents, rest[1] - shipping_cents
        if goods_cents or shipping_cents:
            uses.append(Use(card, goods_cents, shipping_cents))
    return uses


def is_blocked(card):
    """Whether the payment that bought it is disputed, or the operator holds it."""
    return card.vendor_order.holds.filter(lifted_at=None).exists()


@transaction.atomic
def reserve(order, uses):
    """Have cards pay their Uses of an order that is being placed. Raises UnableToPlaceOrder for one that can't."""
    if not uses:
        return
    parts = {part.vendor_id: part for part in order.vendor_orders.all()}
    cards = lock_gift_cards([use.card.pk for use in uses])
    for use in uses:
        card = cards[use.card.pk]
        if card.balance_cents < use.amount_cents or is_blocked(card):
            raise UnableToPlaceOrder(
                _("Votre bon cadeau %(card)s a servi entre-temps, ou n’est plus utilisable. Relisez le récapitulatif.")
                % {"card": card}
            )
        _pay(card, parts[card.vendor_id], use)


def _pay(card, part, use):
    GiftCardPayment.objects.create(
        gift_card=card, vendor_order=part, goods_cents=use.goods_cents, shipping_cents=use.shipping_cents
    )
    _spend(card.vendor_order, use.amount_cents)
    type(part).objects.filter(pk=part.pk).update(
        gift_card_goods_cents=F("gift_card_goods_cents") + use.goods_cents,
        gift_card_shipping_cents=F("gift_card_shipping_cents") + use.shipping_cents,
    )


def _spend(sale, cents):
    """Count cents as spent of a card's sale, whose row the caller holds; negative ones are on the card again."""
    type(sale).objects.filter(pk=sale.pk).update(spent_cents=F("spent_cents") + cents)


@transaction.atomic
def give_back(order, *, now):
    """An order came to nothing: its gift cards have their money again. A second call finds nothing left to give."""
    held = GiftCardPayment.objects.filter(vendor_order__order=order, confirmed_at=None, cancelled_at=None)
    payments = list(held)
    cards = lock_gift_cards([payment.gift_card_id for payment in payments]) if payments else {}
    for payment in payments:
        if held.filter(pk=payment.pk).update(cancelled_at=now):
            _spend(cards[payment.gift_card_id].vendor_order, -payment.amount_cents)


def restore(payment, cents):
    """A refund arrived: so much of what a card paid may be spent again. The caller locked the card."""
    _spend(payment.gift_card.vendor_order, -cents)
