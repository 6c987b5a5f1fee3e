"""Mails about a registration: decided with the data, once each, with what to do next."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.communication import shops
from commerce.communication.contact_links import contact_link
from commerce.communication.mails import send
from commerce.partner.models import Membership
from commerce.registration.models import Decision

#: Working days within which the operator answers: what the page and the mail promise.
ANSWERED_WITHIN_DAYS = 2


def contest_url(file):
    """Where a refused file is contested or answered, with what it is about filled in."""
    return contact_link(_("Mon dossier n’a pas été retenu"), f"inscription-{file.pk}")


def recipients_of(vendor):
    """Addresses that learn of a decision: the shop's, and its owners' where it has none."""
    if vendor.email:
        return [vendor.email]
    owners = Membership.objects.filter(partner=vendor, role=Membership.Role.OWNER)
    return list(owners.values_list("user__email", flat=True))


def submitted(file):
    """The vendor reads what happens now, the operator that a file waits."""
    key = f"registration:{file.pk}:{file.version}"
    _write("registration_submitted", key, file.vendor, lambda: _received(file.vendor))
    context = _context(file.vendor, lambda: _to_validate(file))
    send(event="registration_to_validate", key=key, recipient=settings.OPERATOR_EMAIL, context=context)


def decided(decision):
    """What was decided, why, and what the vendor may do."""
    event = {
        Decision.Outcome.APPROVED: "registration_approved",
        Decision.Outcome.MORE_ASKED: "registration_more_asked",
        Decision.Outcome.REFUSED: "registration_refused",
    }[decision.outcome]
    vendor = decision.registration.vendor
    _write(event, f"decision:{decision.pk}", vendor, lambda: _decision(decision))


def opened(vendor):
    """The shop is open: where it is, and what makes it known."""
    _write("shop_opened", f"vendor:{vendor.pk}", vendor, lambda: _opened(vendor))


def reminded(file, days, missing):
    """The file sleeps since `days` days; `missing` are titles of steps. A file touched again is reminded again."""
    key = f"registration:{file.pk}:{file.touched_at.timestamp():.0f}:{days}"
    _write("registration_reminder", key, file.vendor, lambda: _asleep(file, missing))


def _received(vendor):
    return {
        "subject": _("Votre dossier est arrivé"),
        "paragraphs": [
            _("Nous avons reçu le dossier de « %(shop)s ». Une personne de notre équipe le lit.")
            % {"shop": vendor.name},
            _("Vous avez une réponse sous %(days)s jours ouvrés, par courriel.") % {"days": ANSWERED_WITHIN_DAYS},
            _("D’ici là, préparez vos pièces : elles resteront invisibles jusqu’à l’ouverture."),
        ],
        "url": reverse("vendor_portal:products"),
        "label": _("Préparer mes pièces"),
    }


def _to_validate(file):
    return {
        "subject": _("À valider : %(shop)s") % {"shop": file.vendor.name},
        "paragraphs": [_("Le dossier de « %(shop)s » attend votre décision.") % {"shop": file.vendor.name}],
        "url": reverse("registrations:file", args=[file.pk]),
        "label": _("Lire le dossier"),
    }


def _decision(decision):
    texts = {
        Decision.Outcome.APPROVED: _approved,
        Decision.Outcome.MORE_ASKED: _more_asked,
        Decision.Outcome.REFUSED: _refused,
    }
    letter = texts[decision.outcome](decision.registration.vendor)
    reason = [decision.get_reason_display()] if decision.reason else []
    return {**letter, "reasons": reason, "quote": decision.text}


def _approved(vendor):
    return {
        "subject": _("Votre boutique est validée"),
        "paragraphs": [
            _("Notre équipe a validé « %(shop)s ». Vous l’ouvrez vous-même, le jour que vous voulez.")
            % {"shop": vendor.name},
            _("Relisez l’aperçu de votre page, puis ouvrez. Une boutique de 15 à 20 pièces donne envie de flâner."),
        ],
        "url": reverse("vendor_portal:open-shop"),
        "label": _("Ouvrir ma boutique"),
    }


def _more_asked(vendor):
    return {
        "subject": _("Il nous manque quelque chose"),
        "paragraphs": [
            _("Nous avons lu le dossier de « %(shop)s » et il nous faut un complément.") % {"shop": vendor.name},
            _("Votre dossier est de nouveau ouvert : complétez-le, puis renvoyez-le."),
        ],
        "url": reverse("vendor_portal:open-shop"),
        "label": _("Compléter mon dossier"),
    }


def _refused(vendor):
    return {
        "subject": _("Votre dossier n’a pas été retenu"),
        "paragraphs": [
            _("Nous ne pouvons pas ouvrir « %(shop)s » sur MonQuibus. Voici pourquoi.") % {"shop": vendor.name},
            _("Vous n’êtes pas d’accord, ou quelque chose a changé ? Écrivez-nous : nous relisons votre dossier."),
        ],
        "url": contest_url(vendor.registration),
        "label": _("Contester ou répondre"),
    }


def _opened(vendor):
    return {
        "subject": _("Votre boutique est ouverte"),
        "paragraphs": [
            _("« %(shop)s » est en ligne : tout le monde peut la voir.") % {"shop": vendor.name},
            _("À chaque commande payée, vous recevez un courriel. Le virement suit, 21 jours après au plus."),
        ],
        "url": vendor.get_absolute_url(),
        "label": _("Voir ma boutique"),
    }


def _asleep(file, missing):
    count = len(missing)
    what = ngettext("Il reste une étape :", "Il reste %(count)s étapes :", count) % {"count": count}
    return {
        "subject": _("Votre boutique « %(shop)s » vous attend") % {"shop": file.vendor.name},
        "paragraphs": [_("Tout ce que vous avez saisi est gardé. Vous reprenez là où vous en étiez."), what],
        "reasons": missing,
        "url": reverse("vendor_portal:open-shop"),
        "label": _("Reprendre mon inscription"),
        "note": _("Vous pouvez couper ces rappels d’un clic sur cette page."),
    }


def _write(event, key, vendor, words):
    """To those who answer for the shop, and its portal."""
    context = _context(vendor, words)
    addresses, url = recipients_of(vendor), context["letter"]["url"]
    shops.tell(vendor, event=event, key=key, context=context, url=url, addresses=addresses)


def _context(vendor, words):
    """Composed in the language of the shop."""
    with translation.override(settings.LANGUAGE_CODE):
        letter = words()
    letter["url"] = f"{settings.SITE_URL}{letter['url']}"
    return {"letter": letter, "vendor": vendor}
