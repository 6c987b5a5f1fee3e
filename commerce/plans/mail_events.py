"""Mails about plans: their tariffs, and bills that nobody paid."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, declare
from commerce.communication.placeholders import SHOP, amount, day
from commerce.partner.examples import example_shop
from commerce.partner.rights import Right
from commerce.plans.dunning import gives_up_on
from commerce.plans.examples import example_bill, example_terms
from commerce.plans.words import terms_in_words

UNPAID = (SHOP, amount("open_cents", _("montant à payer")), day("last_day", _("dernier jour pour payer")))


def _bill(reason=""):
    bill = example_bill()
    return {
        "bill": bill,
        "vendor": bill.vendor,
        "open_cents": bill.total_cents,
        "reason": reason,
        "last_day": gives_up_on(bill) - timedelta(days=1),
        "portal_url": f"{settings.SITE_URL}{reverse('vendor_portal:plan')}",
    }


def _terms():
    new = example_terms(monthly_fee_cents=2400)
    return {
        "vendor": example_shop(),
        "terms": new,
        "is_rise": True,
        "old_words": terms_in_words(example_terms(monthly_fee_cents=1900)),
        "new_words": terms_in_words(new),
        "portal_url": f"{settings.SITE_URL}{reverse('vendor_portal:plan')}",
    }


declare(
    Event(
        "subscription_unpaid",
        title=_("Abonnement non payé"),
        audience=Audience.SHOP,
        right=Right.PLAN,
        when=_("Au premier paiement qui échoue."),
        placeholders=UNPAID,
        sample=lambda: _bill("Votre banque a refusé le paiement : le plafond de la carte est atteint."),
    ),
    Event(
        "subscription_reminder",
        title=_("Abonnement à payer, rappel"),
        audience=Audience.SHOP,
        right=Right.PLAN,
        when=_("Sept jours après le premier échec."),
        placeholders=UNPAID,
        sample=_bill,
    ),
    Event(
        "subscription_ended",
        title=_("Abonnement terminé faute de paiement"),
        audience=Audience.SHOP,
        right=Right.PLAN,
        when=_("Le lendemain du dernier jour pour payer."),
        placeholders=UNPAID[:2],
        sample=_bill,
    ),
    Event(
        "terms_changed",
        title=_("Nouveau tarif d’une formule"),
        audience=Audience.SHOP,
        right=Right.PLAN,
        when=_("Quand le tarif est annoncé, quinze jours d’avance au moins pour une hausse."),
        placeholders=(SHOP, day("terms.starts_on", _("premier jour du nouveau tarif"))),
        sample=_terms,
    ),
)
