"""Mails about identity and bank accounts. Texts are composed in the shop's language, once, with the data."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commerce.communication import shops
from commerce.date_format import date_format
from commerce.identity import addresses
from commerce.identity.words import explained


def wanting(proof, *, now):
    """A paper was refused, is incomplete or out of date: at once, once per answer."""
    _write(
        "identity_wanting",
        f"proof:{proof.pk}:{proof.state}:{proof.decided_at.timestamp():.0f}",
        proof.vendor,
        lambda: _wanting(proof),
    )


def remind(proof, days, *, now):
    """The same, again, so many days later."""
    key = f"proof:{proof.pk}:{proof.decided_at.timestamp():.0f}:reminder:{days}"
    _write("identity_reminder", key, proof.vendor, lambda: {**_wanting(proof), "is_reminder": True})


def _wanting(proof):
    said = {"kind": proof.get_kind_display(), "state": proof.get_state_display().lower()}
    return {
        "subject": _("%(kind)s : %(state)s") % said,
        "paragraphs": [
            str(explained(proof)),
            _("Vous pouvez vendre pendant ce temps : l’argent vous reste réservé."),
        ],
        "quote": proof.message,
        "url": reverse("vendor_portal:identity"),
        "label": _("Compléter mon dossier"),
    }


def verified(vendor, *, now):
    """Mangopay knows who the vendor is: money may leave."""
    _write(
        "identity_verified",
        f"verified:{vendor.pk}:{localtime(now):%Y-%m-%d}",
        vendor,
        lambda: {
            "subject": _("Votre identité est vérifiée"),
            "paragraphs": [_("Mangopay a tout ce qu’il lui faut : vos virements partiront à leur date.")],
            "url": reverse("vendor_portal:money"),
            "label": _("Voir mon argent"),
        },
    )


def _at(moment):
    return date_format(localtime(moment), _("j F Y à H:i"))


def account_waits(account, *, stop_url):
    """To the old and the new addresses: a new account was given, and can be stopped without signing in."""

    def words():
        said = {"account": account, "when": _at(account.takes_effect_at), "shop": account.vendor.name}
        return {
            "subject": _("Un nouveau compte bancaire pour %(shop)s") % said,
            "paragraphs": [
                _("Un nouveau compte bancaire a été donné pour %(shop)s : %(account)s.") % said,
                _("Il servira à partir du %(when)s. D’ici là, rien ne part vers lui.") % said,
                _("Ce n’est pas vous ? Arrêtez ce changement : un geste suffit, sans mot de passe."),
            ],
            "url": stop_url,
            "label": _("Arrêter ce changement"),
        }

    _write_about("bank_account_waits", account, words)


def account_stopped(account):
    """To the same addresses: the old account stays."""

    def words():
        said = {"account": account, "shop": account.vendor.name}
        return {
            "subject": _("Le changement de compte bancaire de %(shop)s est arrêté") % said,
            "paragraphs": [
                _("Le compte %(account)s ne recevra rien : l’ancien reste en service.") % said,
                _("Changez votre mot de passe si vous n’avez rien demandé. Nous vérifions de notre côté."),
            ],
            "url": reverse("vendor_portal:bank-account"),
            "label": _("Voir mes comptes bancaires"),
        }

    _write_about("bank_account_stopped", account, words)


def account_in_force(account):
    """To the same addresses: payouts go there from now on."""

    def words():
        said = {"account": account, "shop": account.vendor.name}
        return {
            "subject": _("Le compte bancaire de %(shop)s est en service") % said,
            "paragraphs": [
                _("Vos virements vont désormais au compte %(account)s.") % said,
                _("Ce n’est pas le vôtre ? Écrivez-nous tout de suite."),
            ],
            "url": reverse("vendor_portal:bank-account"),
            "label": _("Voir mes comptes bancaires"),
        }

    _write_about("bank_account_in_force", account, words)


def _write_about(event, account, words):
    _write(event, f"account:{account.pk}", account.vendor, words, addresses.of_account(account))


def _write(event, key, vendor, words, recipients=None):
    """To `recipients`, or whoever the shop's events concern. A stopping link is for mails: the portal has its page."""
    with translation.override(settings.LANGUAGE_CODE):
        letter = words()
    path = letter["url"] if letter["url"].startswith("/") else reverse("vendor_portal:bank-account")
    if letter["url"].startswith("/"):
        letter["url"] = f"{settings.SITE_URL}{letter['url']}"
    context = {"letter": letter, "vendor": vendor}
    shops.tell(vendor, event=event, key=key, context=context, url=path, addresses=recipients)
