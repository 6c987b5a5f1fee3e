"""Opening a dispute: who may, about which pieces, on which ground, until when. The only door that writes one."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.date_format import date_format
from commerce.disputes import deadlines, letters
from commerce.disputes.exceptions import DisputeRefused
from commerce.disputes.grounds import FIRST_WISHES, Ground, Wish
from commerce.disputes.models import DisputeLine, OrderDispute
from commerce.disputes.states import BEGINS, FINAL, Role
from commerce.disputes.stepping import hold_share, write
from commerce.order.locks import lock_order
from commerce.order.models import Line, VendorOrder
from commerce.order.receipt import proved_receipt_on
from commerce.order.status import VendorOrderStatus
from commerce.settlement.refund_request import left_of
from commerce.withdrawal.right import at_the_workshop, gone_quantities

#: What is seen when the parcel is opened, or soon after.
AT_ONCE = (Ground.BROKEN, Ground.NOT_AS_DESCRIBED, Ground.RETURN, Ground.OTHER)
OF_VENDORS = (Ground.RETURN, Ground.OTHER)
#: Receipts that the buyer acknowledged: nobody says later that nothing ever came.
ACKNOWLEDGED = (VendorOrder.Receipt.BUYER, VendorOrder.Receipt.CODE)


@dataclass(frozen=True)
class Piece:
    """One line, and how many of it a dispute may be about."""

    line: Line
    quantity: int


def may_open(vendor_order, *, now):
    """Whether a page offers it: something left and isn't given back yet, and the guarantee runs. No query.

    Reads the parcels and disputes where they were fetched. `grounds_of` says more.
    """
    has_left = bool(vendor_order.shipped_at or vendor_order.received_at or vendor_order.parcels.all())
    is_live = vendor_order.status != VendorOrderStatus.CANCELLED and not vendor_order.is_gift_card
    is_free = not any(dispute.is_open for dispute in vendor_order.order_disputes.all())
    is_possible = has_left and is_live and is_free and _is_covered(vendor_order, now)
    return is_possible and left_of(vendor_order).total_cents > 0


def pieces_of(vendor_order):
    """A Piece for each line of which something left the workshop and isn't given up or given back.

    What a withdrawal under way is about is the withdrawal's: it has a decision by the operator of its own. Four
    queries.
    """
    gone, there = gone_quantities(vendor_order), at_the_workshop(vendor_order)
    lines = vendor_order.lines.order_by("pk")
    pieces = [Piece(line, line.quantity - gone[line.pk] - there.get(line.pk, 0)) for line in lines]
    return [piece for piece in pieces if piece.quantity > 0]


def grounds_of(vendor_order, role, *, now):
    """The Grounds on which this role may open a dispute today."""
    if role == Role.VENDOR:
        return list(OF_VENDORS)
    grounds = [Ground.NOT_ARRIVED] if _may_be_lost(vendor_order, now) else []
    received_on = proved_receipt_on(vendor_order)
    if received_on is None or timezone.localdate(now) <= deadlines.report_by(received_on):
        grounds += AT_ONCE
    if vendor_order.received_at and _is_covered(vendor_order, now):
        grounds.append(Ground.CONFORMITY)
    return [ground for ground in Ground if ground in grounds]


def _may_be_lost(vendor_order, now):
    """Sent, expected before today, and nobody who bought it has said that it came."""
    if vendor_order.receipt_basis in ACKNOWLEDGED:
        return False
    today = timezone.localdate(now)
    waiting = [parcel for parcel in vendor_order.parcels.all() if parcel.delivery_basis not in ACKNOWLEDGED]
    return any(parcel.expected_on < today for parcel in waiting)


def _is_covered(vendor_order, now):
    """Whether the legal guarantee runs; it has no known end while no receipt is proved."""
    received_on = proved_receipt_on(vendor_order)
    return received_on is None or timezone.localdate(now) <= deadlines.guarantee_ends_on(received_on)


@transaction.atomic
def open_dispute(
    vendor_order,
    quantities,
    *,
    role,
    ground,
    words,
    request_key,
    now,
    wish="",
    pictures=(),
    paper=None,
    actor=None,
):
    """Buyer or vendor calls the operator about {line id: quantity} of a vendor order. Returns the OrderDispute.

    The other side has some working days to answer first. The same `request_key` opens once. From then on the share
    doesn't move. Raises DisputeRefused, and ValidationError for a bad paper; then nothing is written.
    """
    order, parts = lock_order(vendor_order.order_id)
    if opened := OrderDispute.objects.filter(request_key=request_key).first():
        return opened
    part = next(each for each in parts if each.pk == vendor_order.pk)
    part.order = order
    pieces = _asked(part, quantities, role, ground, words, wish, now)
    dispute = OrderDispute.objects.create(
        vendor_order=part,
        number=f"{part.number}-L{part.order_disputes.count() + 1}",
        request_key=request_key,
        state=BEGINS[role],
        opened_by=role,
        ground=ground,
        wish=wish,
        opened_at=now,
        since=now,
    )
    DisputeLine.objects.bulk_create(
        DisputeLine(dispute=dispute, line=line, quantity=quantity) for line, quantity in pieces
    )
    step = write(dispute, "open", role, now=now, actor=actor, words=words, pictures=pictures, paper=paper)
    hold_share(dispute, now=now)
    letters.opened(dispute, step)
    return dispute


def _asked(part, quantities, role, ground, words, wish, now):
    """[(line, quantity)] that the dispute is about. Raises DisputeRefused."""
    if refusal := refusal_to_open(part, role, now=now):
        raise DisputeRefused(refusal)
    if ground not in grounds_of(part, role, now=now):
        raise DisputeRefused(_no_such_ground(part, ground, now))
    if not words.strip():
        raise DisputeRefused(_("Dites ce qui s’est passé : l’autre partie doit pouvoir vous répondre."))
    if role == Role.BUYER and wish not in wishes_of(ground):
        raise DisputeRefused(_("Dites ce que vous demandez."))
    pieces = {piece.line.pk: piece for piece in pieces_of(part)}
    asked = {pk: quantity for pk, quantity in quantities.items() if quantity}
    if not asked:
        raise DisputeRefused(_("Indiquez au moins une pièce."))
    if any(pk not in pieces or not 0 < quantity <= pieces[pk].quantity for pk, quantity in asked.items()):
        raise DisputeRefused(_("Une partie de ces pièces est déjà rendue ou remboursée : relisez les quantités."))
    return [(pieces[pk].line, quantity) for pk, quantity in sorted(asked.items())]


def wishes_of(ground):
    """What a buyer may ask for: of the guarantee, repair or replacement first (art. L217-8)."""
    if ground == Ground.CONFORMITY:
        return list(FIRST_WISHES)
    if ground == Ground.NOT_ARRIVED:
        return [Wish.REFUND, Wish.REPLACEMENT, Wish.WORDS]
    return list(Wish)


def refusal_to_open(part, role, *, now):
    """Why nothing may be opened about this vendor order, as a sentence, or ""."""
    if part.order_disputes.exclude(state__in=FINAL).exists():
        return _("Un litige est déjà ouvert sur cette sous-commande : complétez-le plutôt.")
    if part.confirmed_at is None or part.is_gift_card or part.status == VendorOrderStatus.CANCELLED:
        return _("Rien n’a été envoyé pour cette sous-commande : il n’y a rien à contester.")
    if not left_of(part).total_cents:
        return _("Tout ce qui a été payé pour cette sous-commande a déjà été rendu.")
    if not pieces_of(part):
        return _("Rien n’est encore parti, ou tout est déjà rendu ou dans une rétractation.")
    if not grounds_of(part, role, now=now):
        return _("La garantie légale de deux ans est terminée.")
    return ""


def _no_such_ground(part, ground, now):
    if ground == Ground.NOT_ARRIVED:
        due = [parcel.expected_on for parcel in part.parcels.all() if parcel.delivery_basis not in ACKNOWLEDGED]
        if due and part.receipt_basis not in ACKNOWLEDGED:
            day = date_format(max(due), "l j F Y")
            return _("Le colis est attendu jusqu’au %(day)s : attendez le lendemain.") % {"day": day}
        return _("Vous avez confirmé la réception : choisissez un autre motif.")
    if ground == Ground.CONFORMITY:
        return _("La garantie court de la réception, pendant deux ans : choisissez un autre motif.")
    return _("Soixante jours après la réception, c’est la garantie légale qui vous protège : choisissez ce motif.")
