"""How many are left, in words."""

from django.utils.translation import gettext as _

FEW = 3


def stock_words(available: int, *, can_sell: bool = True) -> tuple[str, str]:
    """What a shopper reads about `available` units, and the tone of its badge; nothing while there are plenty."""
    if not can_sell:
        return _("Hors vente en ligne"), ""
    if available <= 0:
        return _("Épuisé"), ""
    if available == 1:
        return _("Un seul exemplaire"), "good"
    if available <= FEW:
        return _("Il en reste %(count)d") % {"count": available}, "hot"
    return "", ""
