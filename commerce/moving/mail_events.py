"""The mail to people who moved in from the former site."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, declare
from commerce.moving.inviting import EVENT


def _moved():
    return {"shop": "Atelier des Brumes", "link": f"{settings.SITE_URL}{reverse('account_reset_password')}"}


declare(
    Event(
        EVENT,
        title=_("Compte repris de l’ancien site"),
        audience=Audience.PERSON,
        when=_("Une fois, quand l’équipe invite les comptes repris."),
        sample=_moved,
    ),
)
