"""Mails about the people of a shop."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, Placeholder, declare
from commerce.communication.placeholders import SHOP
from commerce.partner.examples import example_person, example_shop
from commerce.partner.models import Membership
from commerce.partner.people_models import Invitation, JoinRequest
from commerce.partner.rights import Right

NAME = Placeholder("personne", _("nom de la personne"), "name")


def _membership():
    return Membership(partner=example_shop(), user=example_person(), role=Membership.Role.WORKSHOP)


def _invited():
    invitation = Invitation(vendor=example_shop(), email="camille@exemple.test", role=Membership.Role.WORKSHOP)
    link = settings.SITE_URL + reverse("vendor_portal:invitation", args=["exemple"])
    return {"vendor": invitation.vendor, "invitation": invitation, "by": "Jeanne Lemoine", "link": link}


def _joined():
    return {"vendor": example_shop(), "membership": _membership(), "name": "Camille Martin"}


def _role():
    return {"vendor": example_shop(), "membership": _membership(), "by": "Jeanne Lemoine"}


def _removed():
    return {"vendor": example_shop(), "name": "Camille Martin", "by": "Jeanne Lemoine", "leaves": False}


def _asked():
    request = JoinRequest(
        vendor=example_shop(),
        person=example_person(),
        siret="73282932000074",
        message="Je suis la nouvelle apprentie.",
    )
    return {"vendor": request.vendor, "request": request, "name": "Camille Martin"}


declare(
    Event(
        "join_requested",
        title=_("Demande à rejoindre la boutique"),
        audience=Audience.SHOP,
        right=Right.PEOPLE,
        when=_("Quand quelqu’un tape le SIRET de l’entreprise et demande à y travailler."),
        placeholders=(SHOP, NAME),
        sample=_asked,
    ),
    Event(
        "member_joined",
        title=_("Nouveau membre de l’équipe"),
        audience=Audience.SHOP,
        right=Right.PEOPLE,
        when=_("Quand une invitation ou une demande est acceptée ; la personne le lit aussi."),
        placeholders=(SHOP, NAME),
        sample=_joined,
    ),
    Event(
        "member_removed",
        title=_("Départ d’un membre de l’équipe"),
        audience=Audience.SHOP,
        right=Right.PEOPLE,
        when=_("Quand quelqu’un part ou est retiré ; la personne le lit aussi."),
        placeholders=(SHOP, NAME),
        sample=_removed,
    ),
    Event(
        "role_changed",
        title=_("Rôle changé"),
        audience=Audience.SHOP,
        right=Right.PEOPLE,
        when=_("Quand le rôle d’un membre change ; la personne le lit aussi."),
        placeholders=(SHOP,),
        sample=_role,
    ),
    Event(
        "member_invited",
        title=_("Invitation à rejoindre une boutique"),
        audience=Audience.PERSON,
        when=_("Quand un responsable invite quelqu’un."),
        placeholders=(SHOP,),
        sample=_invited,
    ),
    Event(
        "join_declined",
        title=_("Demande déclinée"),
        audience=Audience.PERSON,
        when=_("Quand un responsable décline une demande à rejoindre sa boutique."),
        placeholders=(SHOP,),
        sample=_asked,
    ),
)
