"""One step of a withdrawal: under the order's lock, by the table, with a line of its history."""

from commerce.order.locks import lock_order
from commerce.settlement import holds
from commerce.settlement.models import Hold
from commerce.withdrawal.exceptions import ActionNotAllowed
from commerce.withdrawal.models import Step, Withdrawal
from commerce.withdrawal.states import FINAL, target_of


def locked(withdrawal):
    """The withdrawal as it is now, its order locked until the transaction ends."""
    order, parts = lock_order(withdrawal.vendor_order.order_id)
    current = Withdrawal.objects.get(pk=withdrawal.pk)
    current.vendor_order = next(part for part in parts if part.pk == current.vendor_order_id)
    current.vendor_order.order = order
    return current


def require(withdrawal, action, role):
    """The state that this action leads to. Raises ActionNotAllowed where the table has no such row."""
    target = target_of(withdrawal.state, action, role)
    if target is None:
        raise ActionNotAllowed(withdrawal, action, role)
    return target


def move(withdrawal, action, role, *, now, actor=None, words=""):
    """Take one row of the table with a locked withdrawal, write it down, and free the share where it was the last.

    Raises ActionNotAllowed.
    """
    target = require(withdrawal, action, role)
    withdrawal.state = target
    if target in FINAL:
        withdrawal.concluded_at = now
    withdrawal.save()
    note(withdrawal, action, role, now=now, actor=actor, words=words)
    if target in FINAL:
        free_share(withdrawal.vendor_order, now=now)


def note(withdrawal, action, role, *, now, actor=None, words=""):
    """Write a line of the history."""
    actor = actor if actor is not None and actor.is_authenticated else None
    Step.objects.create(
        withdrawal=withdrawal, action=action, role=role, actor=actor, state=withdrawal.state, words=words, taken_at=now
    )


def hold_share(vendor_order, *, note, now):
    """Keep the share where it is; one that has moved already comes back by the refund."""
    try:
        holds.place(vendor_order, reason=Hold.Reason.WITHDRAWAL, note=note, now=now)
    except holds.NothingToHold:
        return


def free_share(vendor_order, *, now):
    """Lift the hold when no withdrawal of this vendor order is open any more. The caller holds the order's lock."""
    if Withdrawal.objects.open().filter(vendor_order=vendor_order).exists():
        return
    for hold in vendor_order.holds.filter(reason=Hold.Reason.WITHDRAWAL, lifted_at=None):
        holds.lift(hold, now=now)
