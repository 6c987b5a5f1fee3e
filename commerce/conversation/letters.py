"""Mails of conversations. Nobody reads the other's address: answers go to one of ours, or to the page."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from commerce.communication import shops
from commerce.communication.contact_links import contact_link
from commerce.communication.mails import send
from commerce.conversation.addresses import path_for, reply_address, vendor_path
from commerce.conversation.models import AbuseReport, Side
from commerce.conversation.opening import is_open_to_contacts
from commerce.conversation.people import addresses_of
from commerce.conversation.quoting import MARKER
from commerce.conversation.reading import text_for, writer_in_words

#: By who reads it.
MESSAGES = {Side.VENDOR: "message_to_shop", Side.BUYER: "message_to_buyer"}
AWAITED, NOT_TAKEN = "answer_awaited", "answer_not_taken"
REPORT_RECEIVED, REPORT_WAITING = "message_report_received", "message_report_waiting"
REPORT_ANSWERED, DECIDED = "message_report_answered", "message_decided"
#: What tells of a message or a report, and is forgotten with it.
ABOUT_MESSAGES = [*MESSAGES.values(), AWAITED, REPORT_RECEIVED, REPORT_WAITING, REPORT_ANSWERED, DECIDED]
Measure = AbuseReport.Measure


def told(message):
    """The other side reads a message, and may answer the mail."""
    conversation, reader = message.conversation, Side(message.side).other
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "subject": _("%(about)s : un message") % {"about": subject_of(conversation)},
            "vendor": conversation.vendor,
            "writer": writer_in_words(message.side, conversation, reader),
            "about": subject_of(conversation),
            "text": text_for(message, is_mine=False, is_open=is_open_to_contacts(conversation)),
            "count": message.attachments.count(),
            "url": f"{settings.SITE_URL}{path_for(conversation, reader)}",
            "reply_to": reply_address(conversation, reader),
            "marker": MARKER,
        }
    told = {"event": MESSAGES[reader], "key": f"message:{message.pk}", "context": context}
    told["reply_to"] = context["reply_to"]
    if reader == Side.VENDOR:
        addresses = addresses_of(conversation, reader)
        shops.tell(conversation.vendor, url=context["url"], addresses=addresses, **told)
        return
    for recipient in addresses_of(conversation, reader):
        send(recipient=recipient, **told)


def subject_of(conversation):
    """What a conversation is about, in a few words: the same in every mail, so that programs keep them together."""
    shop = Truncator(conversation.vendor.name).chars(40)
    if conversation.vendor_order_id is not None:
        return _("Commande %(number)s, %(shop)s") % {"number": conversation.vendor_order.number, "shop": shop}
    return _("« %(title)s », %(shop)s") % {"title": Truncator(conversation.title).chars(50), "shop": shop}


def reminded(awaited):
    """The shop reads that a buyer still waits."""
    conversation = awaited.conversation
    with translation.override(settings.LANGUAGE_CODE):
        letter = {
            "subject": _("Un acheteur attend votre réponse : %(about)s") % {"about": subject_of(conversation)},
            "paragraphs": [
                _("Un acheteur vous a écrit il y a deux jours et attend votre réponse."),
                _("Deux lignes suffisent, même pour dire quand vous répondrez."),
                _("Le temps que vous mettez à répondre se lit sur votre boutique."),
            ],
            "url": vendor_path(conversation),
            "label": _("Répondre"),
        }
        context = _context(conversation, letter)
        shops.tell(
            conversation.vendor,
            event=AWAITED,
            key=f"awaited:{awaited.pk}",
            context=context,
            url=letter["url"],
            addresses=addresses_of(conversation, Side.VENDOR),
        )


def not_taken(conversation, side, address, *, key, why):
    """Whoever answered by mail reads why the answer isn't there."""
    with translation.override(settings.LANGUAGE_CODE):
        letter = {
            "subject": _("Votre réponse n’est pas arrivée : %(about)s") % {"about": subject_of(conversation)},
            "paragraphs": [
                _("Nous n’avons pas pu transmettre votre réponse par courriel."),
                *why,
                _("Vous pouvez répondre sur la page."),
            ],
            "url": path_for(conversation, side),
            "label": _("Répondre sur la page"),
        }
        _tell(NOT_TAKEN, key, [address], conversation, letter)


def reported(report):
    """Whoever reported reads the number (art. 16(4)), the operator that something waits."""
    conversation = report.message.conversation
    with translation.override(settings.LANGUAGE_CODE):
        said = {"number": report.reference}
        letter = {
            "subject": _("Votre signalement %(number)s est arrivé") % said,
            "paragraphs": [_("Merci. Une personne de l’équipe lit le message que vous signalez et vous répond.")],
            "reasons": [report.get_ground_display()],
            "quote": report.text,
            "url": path_for(conversation, report.side),
            "label": _("Voir la conversation"),
        }
        waits = {
            "subject": _("Message signalé %(number)s") % said,
            "paragraphs": [subject_of(conversation)],
            "reasons": [report.get_ground_display()],
            "quote": report.text,
            "url": reverse("conversation_office:report", args=[report.pk]),
            "label": _("Lire le signalement"),
        }
        key, more = f"report:{report.pk}", {"report": report}
        _tell(REPORT_RECEIVED, key, addresses_of(conversation, report.side), conversation, letter, **more)
        _tell(REPORT_WAITING, key, [settings.OPERATOR_EMAIL], conversation, waits, **more)


def decided(report):
    """Both sides read what was decided and why: whoever reported (art. 16(5)), whoever wrote (art. 17(3))."""
    with translation.override(settings.LANGUAGE_CODE):
        said = {"number": report.reference, "about": subject_of(report.message.conversation)}
        answer = {
            "subject": _("Votre signalement %(number)s : notre réponse") % said,
            "paragraphs": [
                _outcome(report),
                _("Vous n’êtes pas d’accord ? Écrivez-nous : une autre personne relira."),
            ],
        }
        _tell_decision(REPORT_ANSWERED, report, Side(report.side), answer)
        if report.measure == Measure.NOTHING:
            return
        reasons = {
            "subject": _("Décision au sujet de votre message : %(about)s") % said,
            "paragraphs": [
                _("Un de vos messages a été signalé. Une personne de l’équipe l’a lu."),
                _outcome(report),
                _("Vous n’êtes pas d’accord ? Répondez-nous, ou saisissez le médiateur ou le tribunal."),
            ],
        }
        _tell_decision(DECIDED, report, Side(report.message.side), reasons)


def _tell_decision(event, report, side, letter):
    conversation = report.message.conversation
    professional = side == Side.VENDOR
    letter |= {
        "reasons": [report.get_measure_display(), report.get_ground_display()],
        "quote": report.answer,
        "url": contact_link(report.reference, f"signalement-{report.pk}", professional=professional),
        "label": _("Contester ou répondre"),
    }
    _tell(event, f"report:{report.pk}", addresses_of(conversation, side), conversation, letter, report=report)


def _outcome(report):
    return {
        Measure.NOTHING: _("Le message reste : il n’enfreint pas nos règles."),
        Measure.WARNED: _("Le message reste et son auteur est averti : la prochaine fois, le message sera masqué."),
        Measure.HIDDEN: _("Le message est masqué."),
        Measure.CLOSED: _("Le message est masqué, et la conversation est close."),
    }[report.measure]


def _tell(event, key, recipients, conversation, letter, **more):
    context = _context(conversation, letter, **more)
    for recipient in recipients:
        send(event=event, key=key, recipient=recipient, context=context)


def _context(conversation, letter, **more):
    letter = {**letter, "url": f"{settings.SITE_URL}{letter['url']}"}
    return {"letter": letter, "vendor": conversation.vendor, "about": subject_of(conversation), **more}
