"""Why a stock changes, one word each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    """What a row of the journal is about."""

    OPENING = "opening", _("Stock de départ")
    SALE = "sale", _("Vente en ligne")
    SENT = "sent", _("Sortie de l’atelier")
    CANCELLED = "cancelled", _("Commande annulée")
    REFUNDED = "refunded", _("Remboursement : remis en vente")
    UNAVAILABLE = "unavailable", _("Indisponible : plus en vente")
    MARKET = "market", _("Vendu au marché")
    MARKET_UNDONE = "market_undone", _("Vente au marché annulée")
    TYPED = "typed", _("Saisie")
    IMPORT = "import", _("Import d’un fichier")
    CORRECTION = "correction", _("Correction")
    SOLD_OUT_OFFLINE = "sold_out_offline", _("Épuisée : retirée de la vente")
    BACK_ONLINE = "back_online", _("De nouveau là : remise en vente")
