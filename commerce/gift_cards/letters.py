"""Mails about gift cards: to whoever bought one, to the shop, and on its day to the person it is for."""

from datetime import datetime, time

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from commerce.communication import shops
from commerce.communication.mails import send
from commerce.gift_cards.models import GiftCard

SALT = "commerce.gift_cards"
#: A gift arrives in the morning, in Europe/Paris.
MORNING = time(8)


def card_path(card):
    """The card's own page: signed, because whoever holds this link holds the card."""
    return reverse("gift_cards:card", args=[signing.dumps(card.pk, salt=SALT)])


def card_of(token):
    """The paid gift card of a signed link, or None."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    cards = GiftCard.objects.select_related("vendor", "vendor_order__order__user")
    return cards.filter(pk=pk, vendor_order__confirmed_at__isnull=False).first()


def bought(order, sale, *, order_url):
    """The payment arrived: one mail to the buyer, with the card, and one to the shop."""
    card = sale.gift_card
    context = {
        "card": card,
        "order": order,
        "vendor_order": sale,
        "order_url": order_url,
        "card_url": card_address(card),
    }
    send(event="gift_card_bought", key=order.number, recipient=order.email, context=context)
    url = reverse("vendor_portal:gift-cards")
    shops.tell(sale.vendor, event="gift_card_sold", key=sale.number, context=context, url=url)


def due(now):
    """Paid cards to be sent by e-mail whose morning has come; a card that was given back whole is nobody's gift."""
    paid = GiftCard.objects.filter(vendor_order__confirmed_at__isnull=False, sent_at=None).exclude(to_email="")
    for card in paid.filter(send_on__lte=timezone.localdate(now)).select_related("vendor", "vendor_order__order"):
        morning = timezone.make_aware(datetime.combine(card.send_on, MORNING))
        if morning <= now and (card.balance_cents or card.vendor_order.spent_cents):
            yield card


def deliver(card, *, now):
    """Send a card to the person it is for, once."""
    send(
        event="gift_card",
        key=str(card.pk),
        recipient=card.to_email,
        context={"card": card, "card_url": card_address(card)},
    )
    GiftCard.objects.filter(pk=card.pk, sent_at=None).update(sent_at=now)


def card_address(card):
    """The same link, absolute, for mails."""
    return f"{settings.SITE_URL}{card_path(card)}"
