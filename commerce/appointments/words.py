"""A moment as a French sentence names it, in the clock of Paris."""

from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.appointments.openings import PARIS
from commerce.date_format import date_format


def hour_in_words(moment):
    """« 9 h 30 », or « 9 h » on the hour; the spaces don't break."""
    local = timezone.localtime(moment, PARIS)
    return f"{local:%-H}\u00a0h" + (f"\u00a0{local:%M}" if local.minute else "")


def moment_in_words(moment):
    """« jeudi 3 décembre à 9 h 30 »."""
    day = date_format(timezone.localtime(moment, PARIS), "l j F")
    return _("%(day)s à %(hour)s") % {"day": day, "hour": hour_in_words(moment)}
