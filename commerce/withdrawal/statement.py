"""The declaration in words, as it is acknowledged and kept: who, what, when, and what follows (art. L221-21)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.date_format import date_format


def moment_in_words(moment):
    """« 23 novembre 2026 à 10:05:12, heure de Paris »: the law asks for date and time."""
    return _("%(moment)s, heure de Paris") % {"moment": date_format(timezone.localtime(moment), _("j F Y à H:i:s"))}


def statement_of(withdrawal, pieces):
    """The text of a declaration; `pieces` are (line, quantity) pairs."""
    part = withdrawal.vendor_order
    said = {
        "name": withdrawal.name,
        "shop": part.vendor.legal_name or part.vendor.name,
        "number": part.number,
        "bought": date_format(timezone.localtime(part.confirmed_at), "j F Y"),
        "moment": moment_in_words(withdrawal.declared_at),
        "email": withdrawal.email,
    }
    lines = [
        _("Rétractation %(number)s") % {"number": withdrawal.number},
        "",
        _("%(name)s notifie à %(shop)s sa rétractation du contrat portant sur :") % said,
        *(f"- {quantity} × {line.title}" for line, quantity in pieces),
        "",
        _("Sous-commande : %(number)s, payée le %(bought)s.") % said,
        _("Déclarée et confirmée en ligne le %(moment)s.") % said,
        _("Accusé de réception envoyé à %(email)s.") % said,
    ]
    return "\n".join(lines)
