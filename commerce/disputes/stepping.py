"""One step of a dispute: under the order's lock, by the table, written down; the share stays while it is open."""

from django.conf import settings
from django.utils import translation

from commerce.disputes import exhibits
from commerce.disputes.exceptions import ActionNotAllowed
from commerce.disputes.models import DisputeStep, OrderDispute
from commerce.disputes.states import FINAL, Role, target_of
from commerce.disputes.turns import turn_in_words
from commerce.order.locks import lock_order
from commerce.settlement import holds
from commerce.settlement.models import Hold

IN_DISPUTE = Hold.Reason.IN_DISPUTE


def locked(dispute):
    """The dispute as it is now, its order locked until the transaction ends."""
    order, parts = lock_order(dispute.vendor_order.order_id)
    current = OrderDispute.objects.get(pk=dispute.pk)
    current.vendor_order = next(part for part in parts if part.pk == current.vendor_order_id)
    current.vendor_order.order = order
    return current


def require(dispute, action, role):
    """The state that this action leads to. Raises ActionNotAllowed where the table has no such row."""
    target = target_of(dispute.state, action, role, opener=dispute.opened_by)
    if target is None:
        raise ActionNotAllowed(dispute, action, role)
    return target


def move(dispute, action, role, *, now, refund=None, **said):
    """Take one row of the table with a locked dispute. Returns its DisputeStep. Raises ActionNotAllowed.

    `said` is what `write` takes.
    """
    target = require(dispute, action, role)
    if target != dispute.state:
        dispute.state, dispute.since, dispute.alarmed_at = target, now, None
    if target in FINAL:
        dispute.concluded_at = now
    dispute.save()
    step = write(dispute, action, role, now=now, refund=refund, **said)
    _hold_or_free(dispute, now)
    return step


def write(dispute, action, role, *, now, actor=None, words="", pictures=(), paper=None, refund=None):
    """Write a line of the history with its files. Returns the DisputeStep. Raises ValidationError for a bad paper."""
    actor = actor if actor is not None and actor.is_authenticated else None
    step = DisputeStep.objects.create(
        dispute=dispute,
        action=action,
        role=role,
        actor=actor,
        state=dispute.state,
        words=words,
        taken_at=now,
        refund=refund,
    )
    exhibits.keep(step, pictures, paper)
    return step


def hold_share(dispute, *, now):
    """Keep the share where it is; one that has moved already comes back by a refund."""
    try:
        holds.place(dispute.vendor_order, reason=IN_DISPUTE, note=_note(dispute), now=now)
    except holds.NothingToHold:
        return


def _hold_or_free(dispute, now):
    if dispute.is_open:
        holds.explain(dispute.vendor_order, IN_DISPUTE, _note(dispute))
        return
    for hold in dispute.vendor_order.holds.filter(reason=IN_DISPUTE, lifted_at=None):
        holds.lift(hold, now=now)


def _note(dispute):
    with translation.override(settings.LANGUAGE_CODE):
        return f"{dispute.number}, {turn_in_words(dispute, Role.VENDOR)}"
