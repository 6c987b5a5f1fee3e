from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """Why nothing was done, as the person who asked reads it."""

    GONE = "gone", _("Ces pièces ne sont plus à l’atelier : elles sont parties ou déjà remboursées.")
    PROPOSED = "proposed", _("Une proposition attend déjà la réponse de l’acheteur pour cette ligne.")
    DAY = "day", _("Choisissez un jour après la promesse actuelle, et dans les trois mois.")
    PIECE = "piece", _("Proposez une pièce de la boutique, en vente, au même prix ou moins chère.")
    PART = "part", _("Une autre pièce ne remplace qu’une ligne entière dont rien n’est parti.")
    STATE = "state", _("La commande a changé d’état : ce n’est plus possible.")
    TOO_SOON = "too_soon", _("L’acheteur a encore le temps de venir.")
    ANSWERED = "answered", _("Cette proposition a déjà sa réponse.")


class NotPossible(Exception):
    """Nothing was done. `refusal` says why."""

    def __init__(self, refusal):
        self.refusal = refusal
        super().__init__(str(refusal.label))
