"""What a buyer may call off: told beside the rest of the order."""

from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.order.timeline import BUYER, Chapter, Deed

LOOKUPS = ("order", "vendor")


def tell(part, *, viewer, now):
    """The Chapter of cancellation: the way to it, while something is at the workshop."""
    if viewer != BUYER or not part.is_to_send:
        return Chapter()
    label = _("Annuler la commande chez %(shop)s") % {"shop": part.vendor.name}
    url = reverse("aftersales:cancel", args=[part.order.number, part.order.verification_hash(), part.pk])
    return Chapter(
        deeds=[Deed(label, url, words=_("Tant que rien n’est parti : tout vous est rendu, livraison comprise."))]
    )
