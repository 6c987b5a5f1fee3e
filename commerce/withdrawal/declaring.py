"""Declaring a withdrawal: the second of the two steps, the only one that writes anything (art. L221-21)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.order import lifecycle
from commerce.order.locks import lock_order
from commerce.order.status import VendorOrderStatus
from commerce.settlement.models import Refund
from commerce.withdrawal import deadlines, letters
from commerce.withdrawal.exceptions import WithdrawalRefused
from commerce.withdrawal.giving_back import give_back
from commerce.withdrawal.models import ReturnTerms, Withdrawal, WithdrawalLine
from commerce.withdrawal.restocking import put_back
from commerce.withdrawal.right import at_the_workshop, pieces_of, right_of
from commerce.withdrawal.statement import statement_of
from commerce.withdrawal.states import Role, State
from commerce.withdrawal.stepping import hold_share, note


@transaction.atomic
def declare(vendor_order, quantities, *, name, email, request_key, now, actor=None):
    """Record that a buyer withdraws from {line id: quantity} of a vendor order. Returns the Withdrawal.

    The same `request_key` declares once. From then on the share doesn't move; what never left the workshop is given
    back at once, its stock free again: where some had left and some hadn't, by a withdrawal of its own, and the one
    of what must come back is returned. Raises WithdrawalRefused or RefundRefused, and writes nothing.
    """
    order, parts = lock_order(vendor_order.order_id)
    if declared := Withdrawal.objects.filter(request_key=request_key).first():
        return declared
    part = next(each for each in parts if each.pk == vendor_order.pk)
    part.order = order
    at_home, away = _split(part, _asked(part, quantities, now))
    said = {"name": name, "email": email, "now": now, "actor": actor}
    withdrawal = None
    if at_home:
        key = f"{request_key[:36]}:ici" if away else request_key
        withdrawal = _declare(part, at_home, must_return=False, request_key=key, **said)
    if away:
        withdrawal = _declare(part, away, must_return=True, request_key=request_key, **said)
    return withdrawal


def _split(part, pieces):
    """The (line, quantity) pairs of what never left the workshop, and of what did."""
    there = at_the_workshop(part)
    at_home = [(line, min(quantity, there.get(line.pk, 0))) for line, quantity in pieces]
    away = [(line, quantity - kept) for (line, quantity), (_line, kept) in zip(pieces, at_home, strict=True)]
    return [[pair for pair in pairs if pair[1]] for pairs in (at_home, away)]


def _declare(part, pieces, *, must_return, now, actor, **said):
    withdrawal = _write(part, pieces, must_return=must_return, now=now, **said)
    note(withdrawal, "declare", Role.BUYER, now=now, actor=actor)
    if must_return:
        hold_share(part, note=withdrawal.number, now=now)
    else:
        _refund_at_once(withdrawal, now=now, actor=actor)
    letters.declared(withdrawal)
    return withdrawal


def _asked(part, quantities, now):
    """[(line, quantity)] of what may be given up. Raises WithdrawalRefused."""
    right = right_of(part, now=now)
    if not right.is_open:
        raise WithdrawalRefused(_("Le délai pour renoncer à cette sous-commande est passé, ou elle est déjà annulée."))
    pieces = {piece.line.pk: piece for piece in pieces_of(part)}
    asked = {pk: quantity for pk, quantity in quantities.items() if quantity}
    if not asked:
        raise WithdrawalRefused(_("Indiquez au moins une pièce à laquelle vous renoncez."))
    for pk, quantity in asked.items():
        piece = pieces.get(pk)
        if piece is None or not 0 < quantity <= piece.quantity:
            raise WithdrawalRefused(_("Vous avez déjà renoncé à une partie de ces pièces : relisez les quantités."))
        if piece.exception:
            raise WithdrawalRefused(piece.exception)
    return [(pieces[pk].line, quantity) for pk, quantity in sorted(asked.items())]


def _write(part, pieces, *, must_return, name, email, request_key, now):
    declared_on = timezone.localdate(now)
    terms = ReturnTerms.objects.filter(vendor=part.vendor).first() or ReturnTerms(vendor=part.vendor)
    withdrawal = Withdrawal(
        vendor_order=part,
        number=f"{part.number}-R{part.withdrawals.count() + 1}",
        request_key=request_key,
        name=name,
        email=email,
        declared_at=now,
        period_ends_on=right_of(part, now=now).ends_on,
        vendor_pays_return=terms.pays_returns,
    )
    if must_return:
        withdrawal.return_by = deadlines.return_by(declared_on)
        withdrawal.instructions = "\n\n".join(filter(None, [return_address(part.vendor, terms), terms.advice]))
    withdrawal.statement = statement_of(withdrawal, pieces)
    withdrawal.save()
    WithdrawalLine.objects.bulk_create(
        WithdrawalLine(withdrawal=withdrawal, line=line, quantity=quantity) for line, quantity in pieces
    )
    return withdrawal


def return_address(vendor, terms):
    """Where goods are sent back to: what the vendor wrote, else its own address."""
    return terms.address or f"{vendor.name}\n{vendor.street}\n{vendor.postcode} {vendor.town}"


def _refund_at_once(withdrawal, *, now, actor):
    """Nothing left the workshop: the money goes back now, and the pieces are for sale again."""
    part = withdrawal.vendor_order
    door = Refund.Door.BUYER if part.status == VendorOrderStatus.CONFIRMED else None
    was_on_the_shelf = part.status == VendorOrderStatus.READY
    withdrawal.refund = give_back(withdrawal, Role.BUYER, now=now, actor=actor, door=door)
    if was_on_the_shelf:
        put_back(withdrawal, now=now)
    withdrawal.is_back_in_stock = not part.is_gift_card
    withdrawal.state, withdrawal.concluded_at = State.REFUNDED, now
    withdrawal.save()
    if was_on_the_shelf and not pieces_of(part):
        lifecycle.withdraw(part, now=now)
