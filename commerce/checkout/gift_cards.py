"""Which gift cards pay what of this recap, and why a code is refused here."""

from django.utils.translation import gettext as _

from commerce.gift_cards.models import GiftCard
from commerce.gift_cards.spending import is_blocked, planned


def chosen_uses(card_ids, shipping_method):
    """The Uses of the gift cards that this buyer typed, on the parts of the recap. Two queries; none without cards."""
    if not card_ids:
        return []
    found = GiftCard.objects.select_related("vendor", "vendor_order").in_bulk(card_ids)
    return planned([found[pk] for pk in card_ids if pk in found], parts_of(shipping_method))


def parts_of(shipping_method):
    """(vendor id, goods cents, shipping cents) of every part of the recap."""
    pairs = zip(shipping_method.choices, shipping_method.charges_cents, strict=True)
    return [(choice.vendor.pk, choice.group.goods_cents, cents) for choice, cents in pairs]


def refusal(card, shipping_method):
    """Why this card can't pay anything of the recap, in words; empty if it can."""
    if card.vendor_id not in {vendor_id for vendor_id, _goods, _shipping in parts_of(shipping_method)}:
        return _("Ce bon se dépense chez %(shop)s, et votre panier n’a rien de cet atelier.") % {"shop": card.vendor}
    if not card.balance_cents:
        return _("Ce bon est entièrement dépensé.")
    if is_blocked(card):
        return _("Ce bon est bloqué, car le paiement qui l’a acheté est contesté. Écrivez-nous.")
    return ""
