"""Keeping a share where it is: by the operator, with a reason that the vendor reads, or while a dispute is open."""

from django.db import transaction

from commerce.order.locks import lock_vendor_order
from commerce.settlement.models import Dispute, Hold


class NothingToHold(Exception):
    """The share has moved already."""


@transaction.atomic
def place(vendor_order, *, reason, now, note="", actor=None, dispute=None):
    """Hold a share that hasn't moved. Asked for twice, it is the same hold. Raises NothingToHold.

    One that is on its way is held too: if that attempt fails, it isn't tried again.
    """
    part = lock_vendor_order(vendor_order.pk)
    release = getattr(part, "release", None)
    if release is not None and release.state == release.State.SUCCEEDED:
        raise NothingToHold(part.number)
    return Hold.objects.get_or_create(
        vendor_order=part,
        reason=reason,
        lifted_at=None,
        defaults={"note": note[:300], "placed_at": now, "placed_by": actor, "dispute": dispute},
    )[0]


def explain(vendor_order, reason, note):
    """Say anew what an open hold of this reason waits for, where there is one: the vendor reads it."""
    vendor_order.holds.filter(reason=reason, lifted_at=None).update(note=note[:300])


def lift(hold, *, now, actor=None):
    """End a hold; a second time changes nothing."""
    Hold.objects.filter(pk=hold.pk, lifted_at=None).update(lifted_at=now, lifted_by=actor)


def lift_all(dispute, *, now):
    """End the holds of a dispute, or leave them to another one that is open. The caller holds the order's lock."""
    held = Hold.objects.filter(dispute=dispute, lifted_at=None)
    other = Dispute.objects.filter(pay_in=dispute.pay_in_id, settled_at=None).exclude(pk=dispute.pk).first()
    if other:
        held.update(dispute=other)
    else:
        held.update(lifted_at=now)
