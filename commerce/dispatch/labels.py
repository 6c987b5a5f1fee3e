"""Labels: asked for once per click, whatever the carrier answers, and never in the way of sending by hand."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.carriers.interface import CarrierRefused, CarrierUnavailable, LabelInDoubt, Party, Shipment
from commerce.carriers.registry import carrier_named
from commerce.catalogue.packing import packed_grams
from commerce.dispatch.models import Label
from commerce.order.parcels import left_to_send
from commerce.order.status import TO_SEND

State = Label.State


#: A sheet names its buyer: it goes once nobody can need it any more.
SHEETS_KEPT = timedelta(days=60)


class NoLabel(Exception):
    """No label was made; the message says why and what to do, to the vendor."""


def can_label(vendor_order):
    """Whether the house can ask this order's carrier for a label now."""
    is_typed = vendor_order.relay_point is not None and not vendor_order.relay_point.number
    waits = vendor_order.status in TO_SEND and not vendor_order.is_collection
    return waits and not is_typed and carrier_named(vendor_order.carrier).makes_labels


def usual_grams(vendor_order):
    """What is left to send weighs, packed: the weight to propose."""
    return sum(quantity * packed_grams(line.product) for line, quantity in left_to_send(vendor_order) if line.product)


def unused_label(vendor_order):
    """The last label that is made and on no parcel yet, or None. Reads `labels` and `parcels` where fetched."""
    used = {parcel.tracking_number for parcel in vendor_order.parcels.all()}
    made = [label for label in vendor_order.labels.all() if label.is_made and label.number not in used]
    return made[-1] if made else None


def ask_for_label(vendor_order, *, grams, request_key, now=None):
    """The Label of a parcel of so many grams. The same `request_key` asks once; no lock is held during the call.

    Raises NoLabel, with a sentence: what was refused or is in doubt stays written on the label's row.
    """
    if not can_label(vendor_order):
        raise NoLabel(_("Cette commande n’attend pas d’étiquette. Vous pouvez l’expédier à la main."))
    label, is_new = Label.objects.get_or_create(
        request_key=request_key,
        defaults={
            "vendor_order": vendor_order,
            "carrier": vendor_order.carrier,
            "grams": grams,
            "asked_at": now or timezone.now(),
        },
    )
    if is_new:
        _ask(label, vendor_order)
    if not label.is_made:
        raise NoLabel(words_of(label))
    return label


def words_of(label):
    """What became of a label that isn't made, and what to do."""
    if label.state == State.REFUSED:
        return _("%(carrier)s refuse\u00a0: %(words)s") % {"carrier": label.carrier, "words": label.refusal}
    if label.state == State.IN_DOUBT:
        return _(
            "%(carrier)s n’a pas répondu à temps\u00a0: l’étiquette existe peut-être chez lui. Redemandez-la, ou "
            "expédiez à la main et notez le numéro de suivi."
        ) % {"carrier": label.carrier}
    return _("%(carrier)s ne répond pas. Réessayez dans une minute, ou expédiez à la main.") % {
        "carrier": label.carrier
    }


def forget_sheets(*, now=None):
    """Erase the sheets of labels that were made long ago; their numbers stay. Returns how many."""
    old = Label.objects.filter(state=State.MADE, asked_at__lte=(now or timezone.now()) - SHEETS_KEPT)
    return old.update(state=State.FORGOTTEN, pdf=b"")


def _ask(label, vendor_order):
    """Ask the carrier and write its answer. No transaction is open meanwhile."""
    try:
        made = carrier_named(label.carrier).make_label(_shipment(label, vendor_order))
    except CarrierRefused as refusal:
        label.state, label.refusal = State.REFUSED, str(refusal)[:300]
    except LabelInDoubt:
        label.state = State.IN_DOUBT
    except CarrierUnavailable:
        # Nothing was asked for: the key may ask again, and stays the same click.
        label.delete()
        return
    else:
        label.state, label.number, label.pdf = State.MADE, made.number, made.pdf
    with transaction.atomic():
        label.save(update_fields=["state", "refusal", "number", "pdf"])


def _shipment(label, vendor_order):
    vendor, order = vendor_order.vendor, vendor_order.order
    address = order.shipping_address
    sender = Party(vendor.name, vendor.street, vendor.postcode, vendor.town, phone=vendor.phone, email=vendor.email)
    recipient = Party(
        name=address.name,
        street=address.line1,
        postcode=address.postcode or "",
        town=address.line4,
        complement=address.line2,
        phone=str(address.phone_number or ""),
        email=order.email,
    )
    relay = vendor_order.relay_point.number if vendor_order.relay_point else ""
    reference = f"{vendor_order.number}-{label.pk}"
    return Shipment(reference, sender, recipient, label.grams, relay=relay)
