"""What an order knows of its own parts: paid, prepared, on the way or at the workshop, received."""

from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.carriers.public_tracking import tracking_address
from commerce.date_format import date_format
from commerce.order.parcels import left_to_send
from commerce.order.status import TO_SEND, VendorOrderStatus
from commerce.order.timeline import BUYER, LATER, NOW, STOPPED, VENDOR, Chapter, Deed, Event, Turn

S = VendorOrderStatus
LOOKUPS = ("vendor", "order", "relay_point", "lines", "parcels__lines__line", "gift_card__vendor_order")


def tell(part, *, viewer, now):
    """The Chapter of payment, delivery and receipt."""
    return Chapter(_events(part, viewer), _turns(part), _deeds(part) if viewer == BUYER else [])


def _events(part, viewer):
    if part.status == S.CANCELLED and part.confirmed_at:
        label = _("Annulée et remboursée") if part.refunded_cents else _("Annulée")
        return [Event(_("Payée"), part.confirmed_at), Event(label, part.cancelled_at, state=STOPPED)]
    if part.status == S.CANCELLED:
        return [Event(_("Annulée"), part.cancelled_at, _("Rien n’a été débité."), STOPPED)]
    if part.status == S.AWAITING_PAYMENT:
        return [Event(_("En attente de paiement"), state=NOW), Event(_("En préparation"), state=LATER)]
    paid = Event(_("Payée"), part.confirmed_at)
    if part.is_gift_card:
        return [paid, *_given(part.gift_card)]
    if part.is_collection:
        return [paid, *_at_the_workshop(part, viewer), *_after_receipt(part, viewer)]
    return [paid, *_on_the_way(part, viewer), *_after_receipt(part, viewer)]


def _given(card):
    if card.sent_at:
        sent = _("Envoyé à %(name)s") % {"name": card.to_name} if card.to_name else _("Envoyé")
        return [Event(sent, card.sent_at)]
    if not card.to_email:
        return []
    day = date_format(card.send_on, "l j F")
    return [Event(_("Sera envoyé à %(name)s") % {"name": card.to_name}, detail=day, state=LATER)]


def _at_the_workshop(part, viewer):
    if not part.ready_at:
        return [
            Event(_("En préparation"), detail=_ready_by(part), state=NOW),
            Event(_("Retirée à l’atelier"), state=LATER),
        ]
    address = f"{part.vendor.street}, {part.vendor.postcode} {part.vendor.town}."
    ready = Event(_("Prête à l’atelier"), part.ready_at, " ".join([address, *part.vendor.pickup_words]).strip())
    if part.received_at:
        return [ready]
    # The code proves that the buyer came: nobody else reads it.
    code = _("Votre code de retrait : %(code)s") % {"code": part.collection_code} if viewer == BUYER else ""
    return [ready, Event(_("À retirer"), detail=code, state=NOW)]


def _on_the_way(part, viewer):
    parcels = list(part.parcels.all())
    if not parcels:
        preparing = Event(_("En préparation"), detail=_arrives_by(part, viewer), state=NOW)
        return [preparing, Event(_("Expédiée"), state=LATER)]
    if len(parcels) == 1 and part.shipped_at:
        return _one_parcel(part, parcels[0])
    events = [event for parcel in parcels for event in _of_several(parcel)]
    if part.status == S.PARTLY_SHIPPED:
        rest = [_piece(line, quantity) for line, quantity in left_to_send(part)]
        left = _("Reste à expédier : %(pieces)s") % {"pieces": ", ".join(rest)}
        events.append(
            Event(_("Un autre colis suivra"), detail=f"{left}. {_arrives_by(part, viewer)}", state=NOW),
        )
    return events


def _one_parcel(part, parcel):
    shipped = _sent(parcel, _("Expédiée"), parcel.tracking_in_words)
    if part.received_at:
        return [shipped]
    expected = _("Attendue autour du %(day)s") % {"day": date_format(parcel.expected_on, "l j F")}
    return [shipped, Event(_("En route"), detail=expected, state=NOW)]


def _of_several(parcel):
    """A parcel that isn't the only one: when it left, with what in it, and whether it arrived."""
    pieces = ", ".join(_piece(content.line, content.quantity) for content in parcel.lines.all())
    detail = ". ".join(filter(None, [pieces, parcel.tracking_in_words]))
    left = _sent(parcel, _("Colis %(n)s expédié") % {"n": parcel.position}, detail)
    if parcel.delivered_at:
        return [left, Event(_("Colis %(n)s arrivé") % {"n": parcel.position}, parcel.delivered_at)]
    expected = _("Attendu autour du %(day)s") % {"day": date_format(parcel.expected_on, "l j F")}
    return [left, Event(_("Colis %(n)s en route") % {"n": parcel.position}, detail=expected, state=NOW)]


def _sent(parcel, label, detail):
    address = tracking_address(parcel.carrier, parcel.tracking_number)
    link_label = _("Suivre le colis chez %(carrier)s") % {"carrier": parcel.carrier} if address else ""
    return Event(label, parcel.shipped_at, detail, url=address, link_label=link_label)


def _piece(line, quantity):
    return f"{line.title} × {quantity}" if quantity > 1 else line.title


def _after_receipt(part, viewer):
    if viewer != BUYER:
        if not part.received_at:
            return [Event(_("Reçue par l’acheteur"), state=LATER)]
        return [Event(_("Reçue"), part.received_at, part.get_receipt_basis_display())]
    if not part.received_at:
        return [Event(_("Reçue : 14 jours pour changer d’avis"), state=LATER)]
    return [Event(_("Reçue"), part.received_at, _("Vous avez 14 jours pour changer d’avis, sans motif."))]


def _arrives_by(part, viewer):
    day = {"day": date_format(part.promised_on, "l j F")}
    if viewer == BUYER:
        return _("Chez vous le %(day)s au plus tard") % day
    return _("Chez l’acheteur le %(day)s au plus tard") % day


def _ready_by(part):
    return _("Prête le %(day)s au plus tard") % {"day": date_format(part.promised_on, "l j F")}


def _turns(part):
    if part.status == S.AWAITING_PAYMENT:
        return [Turn(BUYER, _("payer la commande"))]
    if part.is_gift_card:
        return []
    if part.status in TO_SEND:
        what = _("la préparer pour le retrait") if part.is_collection else _("l’expédier")
        return [Turn(VENDOR, what, part.promised_on)]
    if part.status == S.READY:
        return [Turn(BUYER, _("venir la chercher"))]
    return []


def _deeds(part):
    """What the buyer may say of what arrived: of all that was sent, or parcel by parcel."""
    url = reverse("customer:order-receive", args=[part.order.number, part.order.verification_hash(), part.pk])
    several = parcels_to_confirm(part)
    if several:
        return [
            Deed(_("J’ai reçu le colis %(n)s") % {"n": parcel.position}, url, fields={"colis": parcel.position})
            for parcel in several
        ]
    return [Deed(_("J’ai reçu ce colis"), url, fields={})] if part.status == S.SHIPPED else []


def parcels_to_confirm(part):
    """Parcels of which the buyer may say that they arrived, one by one, where there are or will be several."""
    parcels = list(part.parcels.all())
    if len(parcels) < 2 and part.status != S.PARTLY_SHIPPED:
        return []
    return [parcel for parcel in parcels if parcel.delivered_at is None]
