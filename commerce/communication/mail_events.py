"""Mails about mails, to the operator."""

from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, declare
from commerce.communication.models import Mail


def _refused():
    mail = Mail(pk=42, subject="Votre commande 42 est confirmée", recipient="camile@exemple.test")
    said = "550 5.1.1 No such user"
    return {"mail": mail, "reason": said, "path": "/cms/courriels/envois/42/"}


def _unfit():
    said = "Le sujet dépasse 200 signes une fois rempli."
    return {"title": _("Commande confirmée"), "reason": said, "path": "/cms/courriels/order_confirmed/"}


declare(
    Event(
        "mail_refused",
        title=_("Courriel refusé"),
        audience=Audience.OPERATOR,
        when=_("Quand le serveur de courrier refuse un destinataire pour de bon."),
        is_editable=False,
        sample=_refused,
    ),
    Event(
        "wording_failed",
        title=_("Texte de courriel inutilisable"),
        audience=Audience.OPERATOR,
        when=_("Quand un texte changé par l’équipe n’a pas pu servir, une fois par texte."),
        is_editable=False,
        sample=_unfit,
    ),
)
