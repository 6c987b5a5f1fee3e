"""The piles in which a vendor looks for orders. Days are Europe/Paris."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.order.status import TO_SEND, VendorOrderStatus

#: Words of a search that are looked at.
WORDS_MAX = 5


class Pile(models.TextChoices):
    """What the vendor calls them."""

    TO_SEND = "a-expedier", _("À expédier ou à préparer")
    LATE = "en-retard", _("En retard")
    READY = "pretes", _("Prêtes au retrait")
    SENT = "expediees", _("Expédiées")
    RECEIVED = "recues", _("Reçues")
    WAITING = "en-attente", _("En attente de l’acheteur")
    CANCELLED = "annulees", _("Annulées")


def of_pile(parts, pile, *, today):
    """Those vendor orders that lie on this pile on this day."""
    rules = {
        Pile.TO_SEND: Q(status__in=TO_SEND),
        Pile.LATE: Q(status__in=TO_SEND, promised_on__lt=today),
        Pile.READY: Q(status=VendorOrderStatus.READY),
        Pile.SENT: Q(status=VendorOrderStatus.SHIPPED),
        Pile.RECEIVED: Q(status=VendorOrderStatus.RECEIVED),
        Pile.WAITING: Q(unavailabilities__state="proposed"),
        Pile.CANCELLED: Q(status=VendorOrderStatus.CANCELLED),
    }
    return parts.filter(rules[Pile(pile)]).distinct()


def matching(parts, words):
    """Those whose number holds these words, or whose buyer's name holds each of them."""
    named = Q()
    for word in words.split()[:WORDS_MAX]:
        address = "order__shipping_address__"
        named &= Q(**{f"{address}first_name__icontains": word}) | Q(**{f"{address}last_name__icontains": word})
    return parts.filter(Q(number__icontains=words.strip()) | named)
