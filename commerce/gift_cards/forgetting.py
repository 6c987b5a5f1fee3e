"""What a gift card says of people is erased when nobody needs it any more. The money on it stays, and its code.

The address only serves to send the card, and to send it again where it got lost. Names and message stay as long as a
bank may take the payment back (thirteen months, art. L133-24 of the Code monétaire et financier): they show what was
bought for whom. Regulation (EU) 2016/679, art. 5(1)(e).
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.gift_cards.models import GiftCard

#: After the card was sent.
ADDRESS_KEPT = timedelta(days=90)
#: After the card was paid, and after the day on which it was sent: thirteen months.
WORDS_KEPT = timedelta(days=397)
#: After the order came to nothing: long enough to take it up again.
UNPAID_KEPT = timedelta(days=30)


def addresses_due(now):
    """Cards whose address is no longer needed."""
    return GiftCard.objects.exclude(to_email="").filter(sent_at__lte=now - ADDRESS_KEPT).order_by("pk")


def words_due(now):
    """Cards whose names and message are no longer needed."""
    long_ago = now - WORDS_KEPT
    never_sent = Q(sent_at=None) & (Q(to_email="") | Q(send_on__lte=timezone.localdate(long_ago)))
    paid = Q(vendor_order__confirmed_at__lte=long_ago) & (Q(sent_at__lte=long_ago) | never_sent)
    unpaid = Q(vendor_order__confirmed_at=None, vendor_order__cancelled_at__lte=now - UNPAID_KEPT)
    due = GiftCard.objects.filter(paid | unpaid, forgotten_at=None)
    return due.select_related("vendor_order__order").order_by("pk")


def forget_address(card, *, now):
    """Erase to whom a card was sent, and the mail that was sent. Twice is once."""
    GiftCard.objects.filter(pk=card.pk, sent_at__isnull=False).update(to_email="")
    Mail.objects.filter(event="gift_card", key=str(card.pk)).delete()


def forget_words(card, *, now):
    """Erase everything that a card says of people, and the mails that say it too. Twice is once."""
    nothing = dict.fromkeys(("to_name", "to_email", "from_name", "message"), "")
    GiftCard.objects.filter(pk=card.pk).update(**nothing, forgotten_at=now)
    Mail.objects.filter(event="gift_card", key=str(card.pk)).delete()
    Mail.objects.filter(event="gift_card_bought", key=card.vendor_order.order.number).delete()


def forget_person(user, *, now):
    """Whoever bought cards or got some deletes the account. A card that is still to be sent keeps its words until
    `words_due`: its buyer paid for them.
    """
    bought = GiftCard.objects.filter(vendor_order__order__user=user).exclude(to_waits()).exclude(forgotten_at__lte=now)
    for card in bought.select_related("vendor_order__order"):
        forget_words(card, now=now)
    for card in GiftCard.objects.filter(to_email__iexact=user.email, sent_at__isnull=False):
        forget_address(card, now=now)


def to_waits():
    """The condition of cards that are paid and still to be sent."""
    return Q(vendor_order__confirmed_at__isnull=False, sent_at=None) & ~Q(to_email="")
