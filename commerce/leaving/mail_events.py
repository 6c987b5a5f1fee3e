"""Mails of those who leave, and of shops that close, are suspended or go on holiday."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.communication.contact_links import contact_link
from commerce.communication.events import Audience, Event, declare
from commerce.communication.placeholders import SHOP, day
from commerce.leaving.models import Closing, Ground, Suspension
from commerce.order.examples import PAID_AT, example_part
from commerce.partner.absence import Absence
from commerce.partner.examples import example_shop
from commerce.partner.rights import Right

EFFECTIVE_AT = PAID_AT + timedelta(days=30)
FACTS = "Trois acheteurs ont reçu des pièces moulées à l’usine, vendues comme tournées à la main."


def _about(model, **more):
    vendor = example_shop()
    contact = contact_link(_("Une décision sur ma boutique"), f"boutique-{vendor.code}")
    return {
        "vendor": vendor,
        "subject": model(vendor=vendor, **more),
        "portal_url": f"{settings.SITE_URL}/espace-pro/",
        "contact_url": f"{settings.SITE_URL}{contact}",
    }


def _ending():
    ground = Ground.values[0]
    return _about(Closing, cause=Closing.Cause.OPERATOR, ground=ground, facts=FACTS, effective_at=EFFECTIVE_AT)


def _suspension():
    return _about(Suspension, ground=Ground.values[0], facts=FACTS, imposed_at=PAID_AT)


def _export():
    path = reverse("vendor_portal:data")
    return {"vendor": example_shop(), "until": EFFECTIVE_AT, "portal_url": f"{settings.SITE_URL}{path}"}


def _holiday():
    part = example_part()
    absence = Absence(PAID_AT + timedelta(days=3), PAID_AT + timedelta(days=17), orders_paused=True)
    portal_url = f"{settings.SITE_URL}/espace-pro/commandes/"
    return {"vendor": part.vendor, "absence": absence, "orders": [part], "portal_url": portal_url}


def _idle():
    account_url = settings.SITE_URL + reverse("customer:summary")
    return {"until": (PAID_AT + timedelta(days=30)).date(), "account_url": account_url}


declare(
    Event(
        "holiday_reminder",
        title=_("Avant un congé"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("Trois jours avant un congé, s’il reste des commandes à expédier."),
        is_optional=True,
        placeholders=(SHOP,),
        sample=_holiday,
    ),
    Event(
        "closing_asked",
        title=_("Fermeture demandée"),
        audience=Audience.SHOP,
        right=Right.CLOSE,
        when=_("Quand un responsable demande la fermeture."),
        placeholders=(SHOP,),
        sample=lambda: _about(Closing, cause=Closing.Cause.OWNER, effective_at=PAID_AT),
    ),
    Event(
        "shop_closed",
        title=_("Boutique fermée"),
        audience=Audience.SHOP,
        right=Right.CLOSE,
        when=_("Quand plus rien n’est ouvert."),
        placeholders=(SHOP,),
        sample=lambda: _about(Closing, cause=Closing.Cause.OWNER, effective_at=PAID_AT),
    ),
    Event(
        "termination_notice",
        title=_("Fin du contrat par MonQuibus"),
        audience=Audience.SHOP,
        right=Right.CLOSE,
        when=_("Trente jours avant, avec les motifs (règlement 2019/1150, art. 4)."),
        placeholders=(SHOP, day("subject.effective_at", _("dernier jour du contrat"))),
        sample=_ending,
    ),
    Event(
        "shop_suspended",
        title=_("Boutique suspendue"),
        audience=Audience.SHOP,
        right=Right.CLOSE,
        when=_("Au moment de la suspension, avec ses motifs."),
        placeholders=(SHOP,),
        sample=_suspension,
    ),
    Event(
        "suspension_lifted",
        title=_("Suspension levée"),
        audience=Audience.SHOP,
        right=Right.CLOSE,
        when=_("Quand la boutique revient."),
        placeholders=(SHOP,),
        sample=_suspension,
    ),
    Event(
        "export_ready",
        title=_("Données prêtes à emporter"),
        audience=Audience.SHOP,
        right=Right.SIGN,
        when=_("Quand le fichier demandé est prêt."),
        placeholders=(SHOP, day("until", _("dernier jour pour télécharger"))),
        sample=_export,
    ),
    Event(
        "account_erased",
        title=_("Compte supprimé"),
        audience=Audience.PERSON,
        when=_("Quand quelqu’un a supprimé son compte."),
        sample=dict,
    ),
    Event(
        "account_idle",
        title=_("Compte inutilisé"),
        audience=Audience.PERSON,
        when=_("Un mois avant la suppression d’un compte qui n’a pas servi depuis trois ans."),
        placeholders=(day("until", _("jour de la suppression")),),
        sample=_idle,
    ),
)
