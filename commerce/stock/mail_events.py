"""Mails about what is nearly gone, and what is back."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.models import Product
from commerce.communication.events import Audience, Event, Placeholder, declare
from commerce.communication.placeholders import SHOP
from commerce.partner.examples import example_shop
from commerce.partner.rights import Right
from commerce.stock import waiting
from commerce.stock.models import WaitingBuyer

PIECE = Placeholder("piece", _("nom de la pièce"), "product.title")


def _buyer():
    product = Product(pk=0, vendor=example_shop(), title="Bol bleu", slug="bol-bleu")
    return WaitingBuyer(uid=UUID(int=0), product=product, email="camille@exemple.test")


def _low():
    stock_url = settings.SITE_URL + reverse("vendor_portal:stock-journal", args=[0])
    return {"title": "Bol bleu", "left": 2, "vendor": example_shop(), "stock_url": stock_url}


declare(
    Event(
        "low_stock",
        title=_("Pièce bientôt épuisée"),
        audience=Audience.SHOP,
        right=Right.STOCK,
        when=_("Quand une vente fait descendre une pièce au nombre surveillé."),
        is_optional=True,
        placeholders=(SHOP, Placeholder("piece", _("nom de la pièce"), "title")),
        sample=_low,
    ),
    Event(
        "waiting_confirm",
        title=_("Confirmer « Prévenez-moi »"),
        audience=Audience.PERSON,
        when=_("Quand quelqu’un demande à être prévenu du retour d’une pièce."),
        placeholders=(SHOP, PIECE),
        sample=lambda: waiting.tell_one("waiting_confirm", _buyer()),
    ),
    Event(
        "back_in_stock",
        title=_("Pièce de retour"),
        audience=Audience.PERSON,
        when=_("Une fois, quand la pièce attendue est de nouveau en vente."),
        placeholders=(SHOP, PIECE),
        sample=lambda: waiting.tell_one("back_in_stock", _buyer()),
    ),
)
