"""Mails of what buyers and workshops write to each other, and of what is reported."""

from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, Placeholder, declare
from commerce.communication.placeholders import SHOP
from commerce.conversation import letters
from commerce.conversation.models import AbuseReport, AwaitedAnswer, Conversation, Message, Side
from commerce.moderation.models import Ground
from commerce.order.examples import PAID_AT, example_part
from commerce.partner.rights import Right

ABOUT = Placeholder("sujet", _("commande ou pièce dont il s’agit"), "about")
NUMBER = Placeholder("signalement", _("numéro du signalement"), "report.reference")


def _conversation():
    part = example_part()
    conversation = Conversation(pk=0, vendor=part.vendor, vendor_order=part, started_at=PAID_AT, moved_at=PAID_AT)
    conversation.has_ordered = True
    return conversation


def _message(side):
    text = "Bonjour, le bol part-il avant samedi ?" if side == Side.BUYER else "Bonjour, il part demain matin."
    return Message(pk=0, conversation=_conversation(), side=side, text=text, masked=text, written_at=PAID_AT)


def _report(**more):
    told = {"ground": Ground.PERSON, "text": "Ce message m’insulte.", "reference": "S-4X7BCDEF"}
    return AbuseReport(pk=0, message=_message(Side.VENDOR), side=Side.BUYER, **told | more)


def _decided():
    return _report(measure=AbuseReport.Measure.HIDDEN, answer="Une injure vise la personne, et non la commande.")


declare(
    Event(
        letters.MESSAGES[Side.BUYER],
        title=_("Message de l’atelier"),
        audience=Audience.BUYER,
        when=_("Quand l’atelier écrit au sujet d’une commande, ou répond à une question."),
        placeholders=(SHOP, ABOUT),
        # What an answer by mail quotes ends at the marker: nothing may stand above it.
        is_editable=False,
        sample=lambda: letters.told(_message(Side.VENDOR)),
    ),
    Event(
        letters.MESSAGES[Side.VENDOR],
        title=_("Message d’un acheteur"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("Quand un acheteur écrit au sujet d’une commande ou d’une pièce."),
        placeholders=(SHOP, ABOUT),
        # What an answer by mail quotes ends at the marker: nothing may stand above it.
        is_editable=False,
        sample=lambda: letters.told(_message(Side.BUYER)),
    ),
    Event(
        letters.AWAITED,
        title=_("Réponse attendue"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("Une fois, quand un acheteur attend une réponse depuis deux jours."),
        is_optional=True,
        placeholders=(SHOP, ABOUT),
        sample=lambda: letters.reminded(AwaitedAnswer(pk=0, conversation=_conversation(), asked_at=PAID_AT)),
    ),
    Event(
        letters.NOT_TAKEN,
        title=_("Réponse par courriel refusée"),
        audience=Audience.PERSON,
        when=_("Quand une réponse par courriel ne peut être transmise : fichier refusé, texte vide ou trop long."),
        placeholders=(SHOP, ABOUT),
        sample=lambda: letters.not_taken(
            _conversation(),
            Side.BUYER,
            "camille@exemple.test",
            key="mail:0",
            why=["Fichier 1 : ce n’est pas une image JPEG, PNG, WebP ou HEIC lisible."],
        ),
    ),
    Event(
        letters.REPORT_RECEIVED,
        title=_("Message signalé : accusé de réception"),
        audience=Audience.PERSON,
        when=_("Aussitôt, à l’auteur du signalement (règlement 2022/2065, art. 16)."),
        placeholders=(SHOP, ABOUT, NUMBER),
        sample=lambda: letters.reported(_report()),
    ),
    Event(
        letters.REPORT_ANSWERED,
        title=_("Message signalé : réponse"),
        audience=Audience.PERSON,
        when=_("Quand l’équipe a décidé : à l’auteur du signalement, avec le moyen de contester."),
        placeholders=(SHOP, ABOUT, NUMBER),
        sample=lambda: letters.decided(_decided()),
    ),
    Event(
        letters.DECIDED,
        title=_("Message signalé : motifs"),
        audience=Audience.PERSON,
        when=_("Quand l’équipe avertit, masque ou clôt : à l’auteur du message, avec les motifs (art. 17)."),
        placeholders=(SHOP, ABOUT, NUMBER),
        sample=lambda: letters.decided(_decided()),
    ),
    Event(
        letters.REPORT_WAITING,
        title=_("Message signalé à lire"),
        audience=Audience.OPERATOR,
        when=_("Quand un acheteur ou un atelier signale un message."),
        placeholders=(SHOP, ABOUT, NUMBER),
        sample=lambda: letters.reported(_report()),
    ),
)
