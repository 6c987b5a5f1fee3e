"""Mails about calls that were booked."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from commerce.appointments import announcements
from commerce.appointments.models import Appointment, Slot
from commerce.communication.events import Audience, Event, declare
from commerce.communication.placeholders import MOMENT
from commerce.order.examples import PAID_AT


def _appointment():
    slot = Slot(pk=0, starts_at=PAID_AT, ends_at=PAID_AT + timedelta(minutes=30))
    return Appointment(
        uid=UUID(int=0),
        slot=slot,
        name="Camille Martin",
        phone="+33612345678",
        email="camille@exemple.test",
        subject="Je voudrais ouvrir une boutique.",
        booked_at=PAID_AT,
        taken_at=PAID_AT,
    )


def _told(act, **more):
    return lambda: act(_appointment(), now=PAID_AT, **more)


def _event(name, title, when, sample, audience=Audience.PERSON):
    return Event(name, title=title, audience=audience, when=when, placeholders=(MOMENT,), sample=sample)


declare(
    _event(
        "appointment_confirmed",
        _("Rendez-vous pris"),
        _("Aussitôt, avec le fichier d’agenda."),
        _told(announcements.confirmed),
    ),
    _event(
        "appointment_moved",
        _("Rendez-vous déplacé"),
        _("Quand l’un ou l’autre change l’heure."),
        _told(announcements.moved),
    ),
    _event(
        "appointment_cancelled",
        _("Rendez-vous annulé"),
        _("Quand l’un ou l’autre annule."),
        _told(announcements.cancelled, by_operator=True),
    ),
    _event(
        "appointment_reminder",
        _("Rappel d’un rendez-vous"),
        _("La veille, une fois par heure choisie."),
        _told(announcements.reminder),
    ),
    _event(
        "appointment_standing",
        _("Un rendez-vous existe déjà"),
        _("Quand quelqu’un qui en a un en demande un autre, une fois par jour."),
        _told(announcements.remind_of_standing),
    ),
    _event(
        "appointment_booked",
        _("Appel demandé, déplacé ou annulé"),
        _("À chaque changement qui vient du visiteur."),
        _told(announcements.confirmed),
        Audience.OPERATOR,
    ),
)
