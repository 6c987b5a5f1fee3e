"""A reduction and what becomes of it; and what the operator decides, always with reasons."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.withdrawal import evidence, letters
from commerce.withdrawal.exceptions import WithdrawalRefused
from commerce.withdrawal.giving_back import give_more
from commerce.withdrawal.returning import refunded
from commerce.withdrawal.states import Role
from commerce.withdrawal.stepping import locked, move, require


@transaction.atomic
def agree(withdrawal, *, now, actor=None):
    """The buyer leaves the reduction as it is. Raises ActionNotAllowed."""
    return _kept(withdrawal, "agree", Role.BUYER, now=now, actor=actor)


@transaction.atomic
def keep(withdrawal, *, now):
    """The buyer didn't contest the reduction in time: it stands. Raises ActionNotAllowed."""
    return _kept(withdrawal, "keep", Role.CLOCK, now=now)


def _kept(withdrawal, action, role, *, now, actor=None):
    current = locked(withdrawal)
    move(current, action, role, now=now, actor=actor)
    letters.concluded(current)
    return current


@transaction.atomic
def appeal(withdrawal, *, words, pictures=(), now, actor=None):
    """The buyer contests the reduction: the operator decides. Raises ActionNotAllowed."""
    current = locked(withdrawal)
    current.appeal = words
    move(current, "appeal", Role.BUYER, now=now, actor=actor, words=words)
    evidence.keep_pictures(current, evidence.Kind.APPEAL, pictures, now=now)
    letters.appealed(current)
    return current


@transaction.atomic
def decide(withdrawal, *, cents, reasons, now, actor):
    """The operator gives the buyer back `cents` of a contested reduction, from none to all of it.

    Raises ActionNotAllowed, RefundRefused, and WithdrawalRefused for more than was kept.
    """
    current = locked(withdrawal)
    require(current, "decide", Role.OPERATOR)
    left_cents = current.reduction_cents - current.given_up_cents
    if not 0 <= cents <= left_cents:
        raise WithdrawalRefused(_("La réduction contestée ne peut être rendue que de rien à sa totalité."))
    move(current, "decide", Role.OPERATOR, now=now, actor=actor, words=reasons)
    current.later_refund = give_more(current, cents, Role.OPERATOR, now=now, actor=actor, note=reasons)
    current.given_up_cents += cents
    current.decision = reasons
    current.save()
    letters.concluded(current)
    return current


@transaction.atomic
def refund(withdrawal, *, reasons, now, actor):
    """The operator gives everything back in the vendor's place. Raises ActionNotAllowed or RefundRefused."""
    return refunded(withdrawal, "refund", Role.OPERATOR, now=now, actor=actor, words=reasons)


@transaction.atomic
def close(withdrawal, *, reasons, now, actor):
    """The operator ends it without a refund: nothing ever came back. Raises ActionNotAllowed.

    WithdrawalRefused while the buyer still has time to send it.
    """
    current = locked(withdrawal)
    require(current, "close", Role.OPERATOR)
    if current.dispatched_at is None and current.return_by and current.return_by >= timezone.localdate(now):
        raise WithdrawalRefused(_("L’acheteur a encore le temps de renvoyer : on ne clôt pas avant."))
    move(current, "close", Role.OPERATOR, now=now, actor=actor, words=reasons)
    current.decision = reasons
    current.save(update_fields=["decision"])
    letters.concluded(current)
    return current
