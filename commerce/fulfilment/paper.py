"""What goes into and onto a parcel: packing slips and plain address labels, several in one PDF."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from commerce.order.parcels import left_to_send
from commerce.typesetting.typeset import typeset
from commerce.typesetting.wording import in_words


def packing_slips(parts, *, now):
    """The PDF, in bytes, in French: one page for each vendor order, what is to be packed and for whom.

    Without prices: a parcel may be a gift. `parts` have their lines, parcels and addresses fetched.
    """
    with override(settings.LANGUAGE_CODE):
        slips = [_slip(part) for part in parts]
        title = _("Bons de livraison") if len(slips) > 1 else _("Bon de livraison %(n)s") % {"n": slips[0]["number"]}
        data = {"author": parts[0].vendor.name, "slips": slips}
        return typeset("packing_slip", data, title=title, day=timezone.localdate(now))


def address_labels(parts, *, now):
    """The PDF, in bytes: four plain labels to a sheet, to cut out, for parcels without a carrier's label."""
    with override(settings.LANGUAGE_CODE):
        labels = [{"to": _addressee(part), "sender": _sender(part.vendor), "number": part.number} for part in parts]
        data = {"author": parts[0].vendor.name, "labels": labels}
        return typeset("address_label", data, title=_("Étiquettes d’adresse"), day=timezone.localdate(now))


def _slip(part):
    left = (
        left_to_send(part) if part.is_to_send else [(line, line.quantity - line.called_off) for line in _lines(part)]
    )
    return {
        "number": part.number,
        "ordered_on": in_words(timezone.localdate(part.confirmed_at)),
        "shop": part.vendor.name,
        "sender": _sender(part.vendor),
        "to": _addressee(part),
        "how": part.delivery_in_words,
        "notes": part.order.shipping_address.notes if part.order.shipping_address else "",
        "is_rest": bool(part.parcels.all()) and part.is_to_send,
        "pieces": [_piece(line, quantity) for line, quantity in left if quantity],
        "farewell": _farewell([line for line, quantity in left if quantity]),
    }


def _farewell(lines):
    """The right to withdraw, without promising it for what is made to the buyer's words (art. L221-28, 3°)."""
    exempt = [line.is_exempt_from_withdrawal for line in lines]
    if exempt and all(exempt):
        return _(
            "Merci de votre commande. Réalisées avec votre texte, ces pièces ne peuvent être renvoyées que si elles "
            "ont un défaut : écrivez-nous depuis votre page de commande."
        )
    right = _(
        "Merci de votre commande. Vous avez quatorze jours après la réception de la dernière pièce pour changer "
        "d’avis, sans motif : depuis votre page de commande, ou sur monquibus.fr/retractation."
    )
    if not any(exempt):
        return right
    return " ".join([right, _("Ce droit ne vaut pas pour les pièces réalisées avec votre texte.")])


def _lines(part):
    return part.lines.all()


def _piece(line, quantity):
    chosen = [f"{attribute.option.name}\u00a0: {attribute.value}" for attribute in line.attributes.all()]
    return {"title": line.title, "reference": line.partner_sku, "quantity": quantity, "chosen": chosen}


def _sender(vendor):
    return [vendor.name, vendor.street, f"{vendor.postcode} {vendor.town}".strip()]


def _addressee(part):
    """The lines of the address: of the buyer, or of the relay point in the buyer's name."""
    address, point = part.order.shipping_address, part.relay_point
    if address is None:
        return []
    if point:
        return [address.name, f"{point.name} ({point.code})", point.street, f"{point.postcode} {point.town}"]
    if part.is_collection:
        return [address.name, _("viendra chercher la commande à l’atelier")]
    return [
        line for line in (address.name, address.line1, address.line2, f"{address.postcode} {address.line4}") if line
    ]
