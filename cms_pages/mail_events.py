"""Mails of the contact page's threads."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms_pages.models import ContactMessage, ContactReply
from cms_pages.models.contact import Audience as Public
from commerce.communication.events import Audience, Event, Placeholder, declare
from commerce.customer.models import User

PLACEHOLDERS = (
    Placeholder("message", _("numéro du message"), "message.number"),
    Placeholder("sujet", _("sujet du message"), "message.subject"),
)


def _message():
    return ContactMessage(
        pk=42,
        audience=Public.BUYER,
        name="Camille Martin",
        email="camille@exemple.test",
        subject="Un bol ébréché",
        message="Bonjour, mon bol est arrivé ébréché. Que puis-je faire ?",
    )


def _sent():
    thread_url = settings.SITE_URL + reverse("cms_pages:thread", args=["exemple"])
    return {"message": _message(), "thread_url": thread_url}


def _answered(from_team=True):
    author = User(first_name="Ana", last_name="Ferreira") if from_team else None
    words = "Envoyez-nous une photo, nous la montrons à l’atelier." if from_team else "Voici la photo."
    return _sent() | {"reply": ContactReply(message=_message(), author=author, text=words, from_team=from_team)}


declare(
    Event(
        "contact_acknowledgement",
        title=_("Message reçu"),
        audience=Audience.PERSON,
        when=_("Aussitôt, à qui écrit par la page de contact."),
        placeholders=PLACEHOLDERS,
        sample=_sent,
    ),
    Event(
        "contact_reply",
        title=_("Réponse de l’équipe"),
        audience=Audience.PERSON,
        when=_("À chaque réponse de l’équipe."),
        placeholders=PLACEHOLDERS,
        sample=_answered,
    ),
    Event(
        "contact_message",
        title=_("Message à lire"),
        audience=Audience.OPERATOR,
        when=_("Quand quelqu’un écrit par la page de contact."),
        placeholders=PLACEHOLDERS,
        sample=_sent,
    ),
    Event(
        "contact_written_back",
        title=_("Suite d’un message"),
        audience=Audience.OPERATOR,
        when=_("Quand la personne répond dans le fil, à qui le suit dans l’équipe."),
        placeholders=PLACEHOLDERS,
        sample=lambda: _answered(from_team=False),
    ),
)
