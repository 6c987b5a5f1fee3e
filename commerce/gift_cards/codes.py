"""The code of a gift card: who knows it spends it, so nobody must find one by trying.

Sixteen signs out of thirty-two are 80 bits; wrong tries are counted by address, which is forgotten after the window.
"""

from hashlib import sha256

from django.core.cache import cache
from django.utils.crypto import get_random_string

from commerce.gift_cards.models import GiftCard

#: No I, O, 0 or 1: nobody takes one for another.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 16
#: So many wrong codes may be tried from one address within the window, in seconds.
TRIES, WINDOW = 10, 15 * 60


class TooManyTries(Exception):
    """Too many wrong codes came from this address lately."""


def new_code():
    """A code that nobody can guess."""
    return get_random_string(LENGTH, ALPHABET)


def typed(text):
    """What somebody typed, as the code it may be: without spaces and dashes, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())[:LENGTH]


def find(text, *, address):
    """The paid gift card of this code, or None. `address` is whose tries are counted. Raises TooManyTries."""
    key = f"gift-card-tries:{sha256(address.encode()).hexdigest()}"
    if cache.get(key, 0) >= TRIES:
        raise TooManyTries
    cards = GiftCard.objects.select_related("vendor", "vendor_order__order").filter(code=typed(text))
    card = cards.filter(vendor_order__confirmed_at__isnull=False).first()
    if card is None:
        cache.add(key, 0, WINDOW)
        cache.incr(key)
    return card
