"""How many are left, in words."""

from django.utils.translation import gettext as _

from commerce.date_format import date_format

FEW = 3


def stock_words(
    available: int, *, can_sell: bool = True, holiday=None, is_listing=False, making=""
) -> tuple[str, str]:
    """What a shopper reads about `available` units, and the tone of its badge; nothing while there are plenty.

    `holiday` is the absence that runs, or None: what isn't sold meanwhile says when its maker is back.
    `making` is how the piece is made (`Product.making`): one of a kind and made to order have words of their own.
    """
    if is_listing:
        return _("Sur place et en direct"), ""
    if not can_sell and holiday:
        return _("En congé jusqu’au %(day)s") % {"day": date_format(holiday.last_day, "j F")}, ""
    if not can_sell:
        return _("Hors vente en ligne"), ""
    if available <= 0:
        return _("Épuisé"), ""
    if making in ("order", "unique"):
        return (_("Fabriquée à la commande"), "") if making == "order" else (_("Pièce unique"), "good")
    return _left_in_words(available)


def _left_in_words(available):
    if available == 1:
        return _("Un seul exemplaire"), "good"
    if available <= FEW:
        return _("Il en reste %(count)d") % {"count": available}, "hot"
    return "", ""
