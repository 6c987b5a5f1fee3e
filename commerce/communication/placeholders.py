"""The values that many events have in common, by the names under which their senders put them in the context."""

from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Placeholder
from commerce.date_format import date_format
from commerce.money_format import euros

AMOUNT = _("montant")


def day_in_words(day):
    """« 3 décembre 2026 »."""
    return date_format(day, "j F Y")


ORDER = Placeholder("commande", _("numéro de la commande"), "order.number")
PART = Placeholder("sous_commande", _("numéro de la sous-commande"), "vendor_order.number")
PART_SHOP = Placeholder("boutique", _("nom de la boutique"), "vendor_order.vendor.name")
PROMISED_ON = Placeholder("date_promise", _("jour promis à l’acheteur"), "vendor_order.promised_on", day_in_words)
SHOP = Placeholder("boutique", _("nom de la boutique"), "vendor.name")
MOMENT = Placeholder("moment", _("jour et heure"), "moment")
#: What an event about a vendor order always has.
OF_PART = (ORDER, PART, PART_SHOP)


def amount(path, label=AMOUNT):
    """An amount of cents, said in euros."""
    return Placeholder("montant", label, path, euros)


def day(path, label):
    """A date or a moment, said as a day."""
    return Placeholder("jour", label, path, day_in_words)
