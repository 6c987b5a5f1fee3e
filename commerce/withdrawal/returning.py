"""The way back: the buyer posts, the parcel arrives or is lost, the vendor looks and answers."""

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.withdrawal import evidence, letters
from commerce.withdrawal.exceptions import WithdrawalRefused
from commerce.withdrawal.giving_back import give_back, give_more, owed
from commerce.withdrawal.restocking import put_back
from commerce.withdrawal.states import Role, State
from commerce.withdrawal.stepping import locked, move, require

#: What a vendor may keep by itself, in per cent of the price of what came back: more is the operator's to decide.
MOST_REDUCTION = 50


@transaction.atomic
def send_label(withdrawal, file, *, now, actor=None):
    """The vendor, who offers the return, gives its label, a PDF or a picture.

    Raises ActionNotAllowed and ValidationError.
    """
    current = locked(withdrawal)
    move(current, "send_label", Role.VENDOR, now=now, actor=actor)
    evidence.keep_paper(current, evidence.Kind.LABEL, file, now=now)
    current.vendor_pays_return = True
    current.save(update_fields=["vendor_pays_return"])
    letters.label_sent(current, now=now)
    return current


@transaction.atomic
def send_back(withdrawal, *, tracking_number="", proof=None, now, actor=None):
    """The buyer posted the goods, with a number or a file that proves it; again, he corrects the number.

    Raises ActionNotAllowed and ValidationError.
    """
    current = locked(withdrawal)
    is_first = current.dispatched_at is None
    current.dispatched_at = current.dispatched_at or now
    current.tracking_number = tracking_number or current.tracking_number
    move(current, "send_back", Role.BUYER, now=now, actor=actor, words=tracking_number)
    if proof:
        evidence.keep_paper(current, evidence.Kind.DISPATCH, proof, now=now)
    if is_first:
        letters.sent_back(current)
    return current


@transaction.atomic
def report_missing(withdrawal, role, *, words="", now, actor=None):
    """Buyer or vendor says that a posted parcel never arrived: the operator decides. Raises ActionNotAllowed."""
    current = locked(withdrawal)
    move(current, "report_missing", role, now=now, actor=actor, words=words)
    letters.missing(current)
    return current


@transaction.atomic
def receive(withdrawal, *, now, actor=None):
    """The goods are back at the workshop: from now on the vendor has some days to answer. Raises ActionNotAllowed."""
    current = locked(withdrawal)
    current.returned_at = now
    move(current, "receive", Role.VENDOR, now=now, actor=actor)
    letters.returned(current)
    return current


@transaction.atomic
def accept(withdrawal, *, restock=False, now, actor=None):
    """The vendor gives everything back; of a reduction, what it had kept. Raises ActionNotAllowed or RefundRefused."""
    return refunded(withdrawal, "accept", Role.VENDOR, restock=restock, now=now, actor=actor)


@transaction.atomic
def refund_unanswered(withdrawal, *, now):
    """The vendor said nothing in time: it has accepted. Raises ActionNotAllowed or RefundRefused."""
    return refunded(withdrawal, "refund_unanswered", Role.CLOCK, now=now)


def refunded(withdrawal, action, role, *, restock=False, now, actor=None, words=""):
    """End a withdrawal with all its money on the way to the buyer, in the caller's transaction."""
    current = locked(withdrawal)
    was_reduced = current.state in (State.REDUCED, State.APPEALED)
    move(current, action, role, now=now, actor=actor, words=words)
    if was_reduced:
        left_cents = current.reduction_cents - current.given_up_cents
        current.later_refund = give_more(current, left_cents, role, now=now, actor=actor, note=words)
        current.given_up_cents = current.reduction_cents
    else:
        current.refund = give_back(current, role, now=now, actor=actor, note=words)
    if restock and current.is_back_in_stock is None:
        put_back(current, now=now, actor=actor)
        current.is_back_in_stock = True
    current.decision = words or current.decision
    current.save()
    letters.concluded(current)
    return current


def reducible_cents(withdrawal):
    """The most that the vendor may keep by itself, in cents."""
    found = owed(withdrawal)
    return found[1].goods_cents * MOST_REDUCTION // 100 if found else 0


@transaction.atomic
def reduce(withdrawal, *, cents, reason, pictures, restock=False, now, actor=None):
    """The vendor keeps something for wear beyond a try, with reason and pictures; the rest goes back at once.

    `pictures` are JPEGs as `evidence.read_pictures` gives them. Raises ActionNotAllowed, RefundRefused, and
    WithdrawalRefused without a reason, without a picture, or beyond the bound (art. L221-23).
    """
    current = locked(withdrawal)
    require(current, "reduce", Role.VENDOR)
    most = reducible_cents(current)
    if not reason.strip() or not pictures:
        raise WithdrawalRefused(
            _("Une réduction se justifie : dites ce qui a été abîmé, et montrez-le par une photo.")
        )
    if not 0 < cents <= most:
        raise WithdrawalRefused(
            _("Vous pouvez retenir au plus la moitié du prix. Au-delà, écrivez-nous : l’équipe décidera avec vous.")
        )
    current.reduction_cents, current.reduction_reason, current.reduced_at = cents, reason, now
    current.refund = give_back(current, Role.VENDOR, now=now, actor=actor, less_cents=cents, note=reason[:300])
    move(current, "reduce", Role.VENDOR, now=now, actor=actor, words=reason)
    evidence.keep_pictures(current, evidence.Kind.INSPECTION, pictures, now=now)
    if restock:
        put_back(current, now=now, actor=actor)
    current.is_back_in_stock = restock or None
    current.save()
    letters.reduced(current)
    return current
