"""Mails about the opening of a shop."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, Placeholder, declare
from commerce.communication.placeholders import SHOP, day
from commerce.order.examples import PAID_AT
from commerce.partner.examples import DAY, example_shop
from commerce.partner.rights import Right
from commerce.registration import letters
from commerce.registration.models import Decision, Registration, TermsText

TEXT = Placeholder("texte", _("titre du texte"), "text.get_document_display", lambda said: said())


def _file():
    return Registration(pk=0, vendor=example_shop(), touched_at=PAID_AT, version=1)


def _decided(outcome, reason="", text=""):
    letters.decided(Decision(pk=0, registration=_file(), outcome=outcome, reason=reason, text=text))


def _assisted():
    link = f"{settings.SITE_URL}{reverse('account_reset_password')}"
    return {
        "registration": _file(),
        "vendor": example_shop(),
        "link": link,
        "is_new": True,
        "operator": "Ana Ferreira",
    }


def _text():
    text = TermsText(
        document=TermsText.Document.OPERATOR,
        version="2027-01",
        changes="Le délai de réponse à un retour passe de cinq à sept jours.",
        effective_on=DAY + timedelta(days=30),
    )
    portal_url = f"{settings.SITE_URL}{reverse('vendor_portal:registration-terms')}"
    return {"vendor": example_shop(), "text": text, "portal_url": portal_url}


def _event(name, title, when, sample, **more):
    told = {"audience": Audience.SHOP, "right": Right.SIGN, "placeholders": (SHOP,)} | more
    return Event(name, title=title, when=when, sample=sample, **told)


declare(
    _event(
        "registration_submitted",
        _("Dossier reçu"),
        _("Quand le dossier d’inscription est envoyé."),
        lambda: letters.submitted(_file()),
    ),
    _event(
        "registration_approved",
        _("Boutique validée"),
        _("Quand l’équipe valide le dossier."),
        lambda: _decided(Decision.Outcome.APPROVED),
    ),
    _event(
        "registration_more_asked",
        _("Complément demandé"),
        _("Quand il manque quelque chose au dossier."),
        lambda: _decided(
            Decision.Outcome.MORE_ASKED, Decision.Reason.INCOMPLETE, "Il manque l’attestation d’assurance."
        ),
    ),
    _event(
        "registration_refused",
        _("Dossier refusé"),
        _("Quand l’équipe refuse le dossier, avec ses raisons."),
        lambda: _decided(Decision.Outcome.REFUSED, Decision.Reason.NOT_OUR_TRADES, "Nous ne vendons pas de bougies."),
    ),
    _event(
        "registration_reminder",
        _("Inscription à reprendre"),
        _("Après quelques jours sans mouvement ; la page d’inscription permet de couper ces rappels."),
        lambda: letters.reminded(_file(), 3, [str(_("Votre identité")), str(_("Votre compte bancaire"))]),
        is_optional=True,
    ),
    _event(
        "registration_assisted",
        _("Dossier rempli au téléphone"),
        _("Quand l’équipe ouvre le dossier avec la personne, au téléphone."),
        _assisted,
        audience=Audience.PERSON,
        right="",
    ),
    _event(
        "shop_opened",
        _("Boutique ouverte"),
        _("Quand la boutique est en ligne."),
        lambda: letters.opened(example_shop()),
    ),
    _event(
        "terms_to_accept",
        _("Nouvelle version d’un texte"),
        _("Quand un texte change, quinze jours d’avance (règlement 2019/1150, art. 3)."),
        _text,
        placeholders=(SHOP, TEXT, day("text.effective_on", _("jour d’entrée en vigueur"))),
    ),
    _event(
        "registration_to_validate",
        _("Dossier à valider"),
        _("Quand un dossier d’inscription est envoyé."),
        lambda: letters.submitted(_file()),
        audience=Audience.OPERATOR,
        right="",
    ),
)
