"""Mails about identity papers and bank accounts."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, declare
from commerce.communication.placeholders import SHOP
from commerce.identity import letters
from commerce.identity.models import BankAccount, Proof
from commerce.order.examples import PAID_AT
from commerce.partner.examples import example_shop
from commerce.partner.rights import Right


def _proof():
    return Proof(
        pk=0,
        vendor=example_shop(),
        kind=Proof.Kind.values[0],
        state=Proof.State.REFUSED,
        message="La photo est floue.",
        decided_at=PAID_AT,
    )


def _account():
    takes_effect_at = PAID_AT + timedelta(days=3)
    return BankAccount(
        pk=0,
        vendor=example_shop(),
        country="FR",
        last_digits="4821",
        asked_at=PAID_AT,
        takes_effect_at=takes_effect_at,
    )


def _event(name, title, when, sample, right=Right.BANK, **more):
    told = {"audience": Audience.SHOP, "right": right, "placeholders": (SHOP,)} | more
    return Event(name, title=title, when=when, sample=sample, **told)


declare(
    _event(
        "identity_wanting",
        _("Pièce d’identité refusée"),
        _("Quand Mangopay refuse une pièce, ou qu’elle n’est plus à jour."),
        lambda: letters.wanting(_proof(), now=PAID_AT),
        Right.SIGN,
    ),
    _event(
        "identity_reminder",
        _("Pièce d’identité attendue, rappel"),
        _("Quelques jours après un refus resté sans suite."),
        lambda: letters.remind(_proof(), 7, now=PAID_AT),
        Right.SIGN,
    ),
    _event(
        "identity_verified",
        _("Identité vérifiée"),
        _("Quand Mangopay a tout ce qu’il lui faut."),
        lambda: letters.verified(example_shop(), now=PAID_AT),
        Right.SIGN,
    ),
    _event(
        "bank_account_waits",
        _("Nouveau compte bancaire donné"),
        _("Aussitôt, aux anciennes et aux nouvelles adresses, avec le moyen d’arrêter le changement."),
        lambda: letters.account_waits(_account(), stop_url=f"{settings.SITE_URL}/compte-bancaire/arreter/exemple/"),
    ),
    _event(
        "bank_account_stopped",
        _("Changement de compte bancaire arrêté"),
        _("Quand quelqu’un arrête le changement."),
        lambda: letters.account_stopped(_account()),
    ),
    _event(
        "bank_account_in_force",
        _("Nouveau compte bancaire en service"),
        _("Quand les virements y vont."),
        lambda: letters.account_in_force(_account()),
    ),
)
