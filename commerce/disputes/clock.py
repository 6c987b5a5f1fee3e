"""What time does to disputes: silence calls the operator, or agrees; a day comes near. Run with every settlement."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from commerce.disputes import letters
from commerce.disputes.giving_back import left_in
from commerce.disputes.models import OrderDispute
from commerce.disputes.states import Role, State
from commerce.disputes.stepping import locked, move, require
from commerce.disputes.turns import turn_of


def _open(*which, **more):
    disputes = OrderDispute.objects.open().filter(*which, **more)
    return disputes.select_related("vendor_order__vendor", "vendor_order__order__user").order_by("pk")


def _past(disputes, now):
    today = timezone.localdate(now)
    return [each for each in disputes if turn_of(each)[1] < today]


def unanswered(now):
    """Disputes whose other side said nothing in time, and promises whose day has passed."""
    return _past(_open(state__in=[State.TO_VENDOR, State.TO_BUYER, State.PROMISED]), now)


@transaction.atomic
def escalate(dispute, *, now):
    """Silence calls the operator. Raises ActionNotAllowed."""
    current = locked(dispute)
    step = move(current, "escalate", Role.CLOCK, now=now)
    letters.escalated(current, step)
    return current


def silent(now):
    """Answers and remedies of which the buyer said nothing in time."""
    return _past(_open(state__in=[State.ANSWERED, State.REMEDIED]), now)


@transaction.atomic
def lapse(dispute, *, now):
    """The buyer's silence leaves it at that. Raises ActionNotAllowed."""
    current = locked(dispute)
    step = move(current, "lapse", Role.CLOCK, now=now)
    letters.concluded(current, step)
    return current


def overtaken(now):
    """Disputes whose pieces went back otherwise meanwhile: a refund, a withdrawal, the buyer's bank."""
    moved = Q(vendor_order__refunds__decided_at__gte=F("opened_at"))
    moved |= Q(vendor_order__withdrawals__declared_at__gte=F("opened_at"))
    return [each for each in _open(moved).distinct() if not left_in(each).total_cents]


@transaction.atomic
def overtake(dispute, *, now):
    """There is nothing left to disagree about. Raises ActionNotAllowed."""
    current = locked(dispute)
    require(current, "overtake", Role.CLOCK)
    step = move(current, "overtake", Role.CLOCK, now=now)
    letters.concluded(current, step)
    return current


def pressing(now):
    """Disputes that the operator should have decided by today, not told yet."""
    today = timezone.localdate(now)
    return [each for each in _open(state=State.TO_DECIDE, alarmed_at=None) if turn_of(each)[1] <= today]


def alarm(dispute, *, now):
    """Tell the operator, once."""
    letters.pressing(dispute)
    OrderDispute.objects.filter(pk=dispute.pk).update(alarmed_at=now)
