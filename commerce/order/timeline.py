"""What happened to each part of an order, what is happening, what comes: for the buyer's page."""

from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus

S = VendorOrderStatus


@dataclass
class Part:
    """One vendor order with its events, each as `components/timeline.html` draws it."""

    vendor_order: VendorOrder
    events: list = field(default_factory=list)

    @property
    def can_be_confirmed_received(self):
        """Whether the buyer may say that the parcel arrived."""
        return self.vendor_order.status == S.SHIPPED


def timelines(order, *, now):
    """A Part per vendor order. Reads only what `Order.objects.with_parts` fetched."""
    return [Part(part, _events(part, now)) for part in order.vendor_orders.all()]


def _events(part, now):
    if part.status == S.CANCELLED:
        return [_event(_("Annulée"), part.cancelled_at, "stopped", _("Rien n’a été débité."))]
    if part.status == S.AWAITING_PAYMENT:
        return [_event(_("En attente de paiement"), None, "now"), _event(_("En préparation"), None, "later")]
    events = [_event(_("Payée"), part.confirmed_at)]
    if part.is_collection:
        return events + _at_the_workshop(part) + _after_receipt(part)
    return events + _on_the_way(part) + _after_receipt(part)


def _at_the_workshop(part):
    if not part.ready_at:
        return [
            _event(_("En préparation"), None, "now", _ready_by(part)),
            _event(_("Retirée à l’atelier"), None, "later"),
        ]
    place = f"{part.vendor.street}, {part.vendor.postcode} {part.vendor.town}. {part.vendor.opening_hours}".strip()
    ready = _event(_("Prête à l’atelier"), part.ready_at, "done", place)
    if part.received_at:
        return [ready]
    code = _("Votre code de retrait : %(code)s") % {"code": part.collection_code}
    return [ready, _event(_("À retirer"), None, "now", code)]


def _on_the_way(part):
    if not part.shipped_at:
        return [_event(_("En préparation"), None, "now", _arrives_by(part)), _event(_("Expédiée"), None, "later")]
    tracking = " ".join(filter(None, [part.carrier, part.tracking_number]))
    shipped = _event(_("Expédiée"), part.shipped_at, "done", tracking)
    if part.received_at:
        return [shipped]
    expected = _("Attendue autour du %(day)s") % {"day": date_format(part.expected_on, "l j F")}
    return [shipped, _event(_("En route"), None, "now", expected)]


def _after_receipt(part):
    if not part.received_at:
        return [_event(_("Reçue : 14 jours pour changer d’avis"), None, "later")]
    return [_event(_("Reçue"), part.received_at, "done", _("Vous avez 14 jours pour changer d’avis, sans motif."))]


def _arrives_by(part):
    return _("Chez vous le %(day)s au plus tard") % {"day": date_format(part.promised_on, "l j F")}


def _ready_by(part):
    return _("Prête le %(day)s au plus tard") % {"day": date_format(part.promised_on, "l j F")}


def _event(label, moment=None, state="done", detail=""):
    when = date_format(localtime(moment), "l j F, H:i") if moment else ""
    return {"label": label, "when": when, "state": state, "detail": detail}
