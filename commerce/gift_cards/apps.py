from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GiftCardsConfig(AppConfig):
    """Gift cards of one shop: sold, sent, spent in parts."""

    name = "commerce.gift_cards"
    label = "gift_cards"
    verbose_name = _("Bons cadeaux")
