"""A movement's trouble or wait, in words for the operator."""

from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.date_format import date_format


def step_in_words(operation):
    """Why it failed, came back, or waits until when; "" where there is nothing to say."""
    if operation.explanation:
        return str(operation.explanation)
    not_before = getattr(operation, "not_before", None)
    if not_before and operation.state == operation.State.INTENDED:
        moment = date_format(timezone.localtime(not_before), "j F Y à H:i")
        return _("le même montant est déjà parti dans la journée, Mangopay l’accepte à partir du %(moment)s") % {
            "moment": moment
        }
    return ""
