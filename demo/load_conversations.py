"""Buyers who wrote to workshops: a parcel that is awaited, a question before buying, an unkind answer."""

from datetime import timedelta

from commerce.catalogue.models import Product
from commerce.conversation import opening, reporting
from commerce.conversation.models import Conversation, Side
from commerce.conversation.writing import write
from commerce.customer.models import User
from commerce.order.models import VendorOrder
from demo import logins
from demo.workshops.typography import typeset

#: What is said, by whom, so many hours ago.
AWAITED = [
    (Side.BUYER, 50, "Bonjour, mon colis est-il parti ? Je l'offre samedi."),
    (Side.VENDOR, 47, "Bonjour, il part demain matin, bien calé dans la paille. Bonne fête !"),
    (Side.BUYER, 46, "Merci beaucoup !"),
]
DELAYED = [
    (Side.VENDOR, 20, "Bonjour, l'émail a coulé à la cuisson : je refais votre pièce, elle part lundi. Cela vous va ?")
]
ENGRAVED = [(Side.BUYER, 30, "Bonjour, pourriez-vous glisser un mot dans le colis ? « Bon anniversaire, Léa. »")]
ASKED = [
    (Side.BUYER, 75, "Bonjour, cette pièce passe-t-elle au lave-vaisselle ?"),
    (Side.VENDOR, 73, "Bonjour, oui, en bas et sans sel. À la main, elle vous enterrera."),
]
WAITING = [(Side.BUYER, 28, "Bonjour, existe-t-elle plus haute, vers 32 x 18 cm ? Mon numéro : 06 12 34 56 78.")]
UNKIND = [
    (Side.BUYER, 40, "Bonjour, le vert tire-t-il plutôt sur le bleu ?"),
    (Side.VENDOR, 39, "Il faut savoir regarder les photos, tout de même."),
]


def load_conversations(*, now):
    """Have everything said, once. Orders are there where a local Mangopay answers."""
    if Conversation.objects.exists():
        return
    for part, lines in zip(_paid(), (AWAITED, DELAYED, ENGRAVED), strict=False):
        _say(opening.about_order(part, now=now), lines, part.order.user, now)
    pieces = Product.objects.in_listings().exclude(vendor__plan__kind="listing").order_by("pk")
    buyers = User.objects.filter(email__in=[each.email for each in logins.BUYERS]).order_by("pk")
    for piece, buyer, lines in zip(pieces, buyers, (ASKED, WAITING, UNKIND), strict=False):
        conversation = opening.about_piece(piece, buyer, now=now - timedelta(hours=lines[0][1]))
        last = _say(conversation, lines, buyer, now)
        if lines == UNKIND:
            words = typeset("Je posais une simple question.")
            reporting.report(last, Side.BUYER, ground="person", text=words, now=now - timedelta(hours=38))


def _paid():
    found = VendorOrder.objects.filter(confirmed_at__isnull=False, cancelled_at=None, gift_card=None)
    return found.select_related("vendor", "order__user").order_by("vendor_id", "-confirmed_at", "pk")[:3]


def _say(conversation, lines, buyer, now):
    message = None
    for number, (side, hours, text) in enumerate(lines):
        message = write(
            conversation,
            side,
            text=typeset(text),
            request_key=f"demo-{number}",
            author=buyer if side == Side.BUYER else None,
            now=now - timedelta(hours=hours),
        )
    return message
