"""What a dispute is about, what is asked for, and what puts it right."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """What went wrong."""

    NOT_ARRIVED = "not_arrived", _("Le colis n’est jamais arrivé")
    BROKEN = "broken", _("Une pièce est arrivée abîmée")
    NOT_AS_DESCRIBED = "described", _("Une pièce n’est pas comme décrite")
    CONFORMITY = "conformity", _("Un défaut est apparu (garantie légale de conformité)")
    RETURN = "return", _("Un retour se passe mal")
    OTHER = "other", _("Autre chose")


class Wish(models.TextChoices):
    """What the buyer asks for."""

    REPAIR = "repair", _("La réparation")
    REPLACEMENT = "replacement", _("Le remplacement")
    REFUND = "refund", _("Le remboursement")
    REDUCTION = "reduction", _("Un remboursement partiel, et je garde la pièce")
    WORDS = "words", _("Une explication")


class Remedy(models.TextChoices):
    """What puts it right without a refund now."""

    REPLACEMENT = "replacement", _("Remplacement")
    REPAIR = "repair", _("Réparation")
    TAKE_BACK = "take_back", _("Reprise aux frais de l’atelier, puis remboursement")
    #: Only where the card can't be credited any more: settled between the two, and confirmed by the buyer.
    TRANSFER = "transfer", _("Virement direct à l’acheteur")


#: What the law lets a buyer ask for first (art. L217-8 Code de la consommation).
FIRST_WISHES = (Wish.REPAIR, Wish.REPLACEMENT)
