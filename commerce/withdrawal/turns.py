"""Whose turn it is with a withdrawal, and until when: its own dates put into the calendar of `deadlines`."""

from datetime import timedelta

from django.utils import timezone

from commerce.withdrawal import deadlines
from commerce.withdrawal.states import Role, State

#: Goods that never came back: the operator hears of it so long after the last day to post them.
FORGOTTEN = timedelta(days=7)


def secured_on(withdrawal):
    """Day (Europe/Paris) on which the vendor had the goods or a proof of posting, whichever came first, or None."""
    moments = [moment for moment in (withdrawal.dispatched_at, withdrawal.returned_at) if moment]
    return timezone.localdate(min(moments)) if moments else None


def refund_due_on(withdrawal):
    """Day by which the money must be on its way, or None while nothing was sent back."""
    return deadlines.refund_by(timezone.localdate(withdrawal.declared_at), secured_on(withdrawal))


def answer_due_on(withdrawal):
    """Last day for the vendor to answer, or None where it isn't its turn."""
    if withdrawal.state == State.RETURNED:
        return deadlines.answer_by(timezone.localdate(withdrawal.returned_at))
    if withdrawal.state == State.DISPATCHED:
        return deadlines.arrives_by(timezone.localdate(withdrawal.dispatched_at))
    return None


def appeal_due_on(withdrawal):
    """Last day for the buyer to contest a reduction, or None where there is none to contest."""
    if withdrawal.state != State.REDUCED:
        return None
    return deadlines.appeal_by(timezone.localdate(withdrawal.reduced_at))


def operator_due_on(withdrawal):
    """Day by which the operator wants to know: the law's day to refund, or that of goods that never came."""
    due_on = refund_due_on(withdrawal)
    if due_on is None and withdrawal.return_by:
        return withdrawal.return_by + FORGOTTEN
    return due_on


def turn_of(withdrawal):
    """(Role, last day or None) of whoever has to act, or None once it is over."""
    turns = {
        State.DECLARED: (Role.BUYER, withdrawal.return_by),
        State.DISPATCHED: (Role.VENDOR, answer_due_on(withdrawal)),
        State.RETURNED: (Role.VENDOR, answer_due_on(withdrawal)),
        State.REDUCED: (Role.BUYER, appeal_due_on(withdrawal)),
        State.MISSING: (Role.OPERATOR, refund_due_on(withdrawal)),
        State.APPEALED: (Role.OPERATOR, refund_due_on(withdrawal)),
    }
    return turns.get(withdrawal.state)
