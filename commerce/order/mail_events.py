"""Mails of an order on its way."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, declare
from commerce.communication.placeholders import OF_PART, ORDER, PROMISED_ON, amount
from commerce.order import announcements
from commerce.order.examples import example_parcel, example_part
from commerce.order.status import VendorOrderStatus
from commerce.partner.rights import Right


def _order():
    part = example_part()
    address = announcements.order_address(part.order)
    return {"order": part.order, "vendor_orders": [part], "order_url": address}


def _part():
    part = example_part()
    portal_url = f"{settings.SITE_URL}/espace-pro/commandes/{part.number}/"
    return {"vendor_order": part, "order": part.order, "portal_url": portal_url}


def _shipped():
    part = example_part(status=VendorOrderStatus.SHIPPED)
    announcements.parcel_shipped(example_parcel(part), [(line, line.quantity) for line in part.lines.all()])


declare(
    Event(
        "order_confirmed",
        title=_("Commande confirmée"),
        audience=Audience.BUYER,
        when=_("Dès que le paiement est arrivé, une fois pour toute la commande."),
        placeholders=(ORDER,),
        sample=_order,
    ),
    Event(
        "vendor_order_shipped",
        title=_("Colis expédié"),
        audience=Audience.BUYER,
        when=_("À chaque colis que l’atelier confie au transporteur."),
        placeholders=OF_PART,
        sample=_shipped,
    ),
    Event(
        "vendor_order_ready",
        title=_("Commande prête au retrait"),
        audience=Audience.BUYER,
        when=_("Quand l’atelier l’a préparée, avec le code de retrait."),
        placeholders=OF_PART,
        sample=lambda: announcements.vendor_order_ready(example_part(delivery_kind="collect")),
    ),
    Event(
        "vendor_order_received",
        title=_("Nouvelle commande"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("Dès que le paiement est arrivé, une fois par boutique."),
        placeholders=(*OF_PART, PROMISED_ON, amount("vendor_order.total_cents")),
        sample=_part,
    ),
)
