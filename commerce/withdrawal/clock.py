"""What time does to withdrawals: silence accepts, a reduction stands, a day comes near. Run with every settlement."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from commerce.withdrawal import deadlines, deciding, letters, returning
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import State
from commerce.withdrawal.turns import answer_due_on, appeal_due_on, operator_due_on


def _open(*which, **more):
    return (
        Withdrawal.objects.open()
        .filter(*which, **more)
        .select_related("vendor_order__vendor", "vendor_order__order__user")
        .order_by("pk")
    )


def unanswered(now):
    """Withdrawals whose vendor said nothing about what came back, or what was posted, until its last day."""
    today = timezone.localdate(now)
    waiting = _open(state__in=[State.RETURNED, State.DISPATCHED])
    return [each for each in waiting if answer_due_on(each) < today]


def refund_unanswered(withdrawal, *, now):
    """Silence has accepted."""
    return returning.refund_unanswered(withdrawal, now=now)


def uncontested(now):
    """Reductions that the buyer didn't contest in time."""
    today = timezone.localdate(now)
    reduced = _open(state=State.REDUCED)
    return [each for each in reduced if appeal_due_on(each) < today]


def keep_reduction(withdrawal, *, now):
    """The reduction stands."""
    return deciding.keep(withdrawal, now=now)


def to_remind(now):
    """Buyers who didn't send anything back and whose last day is near."""
    soon = timezone.localdate(now) + timedelta(days=deadlines.REMINDER_DAYS_BEFORE)
    return _open(state=State.DECLARED, return_by__lte=soon, reminded_at=None)


def remind(withdrawal, *, now):
    """Tell the buyer the last day, once."""
    letters.reminded(withdrawal)
    Withdrawal.objects.filter(pk=withdrawal.pk).update(reminded_at=now)


def pressing(now):
    """Withdrawals of which a refund or a contested reduction isn't decided and whose day is near or past, not told
    yet.
    """
    soon = timezone.localdate(now) + timedelta(days=deadlines.ALARM_DAYS_BEFORE)
    waiting = _open(Q(refund=None) | Q(state=State.APPEALED), alarmed_at=None)
    return [each for each in waiting if (due_on := operator_due_on(each)) and due_on <= soon]


def alarm(withdrawal, *, now):
    """Tell the operator, once, what is due and what a delay costs."""
    letters.pressing(withdrawal, recipient=settings.OPERATOR_EMAIL, now=now)
    Withdrawal.objects.filter(pk=withdrawal.pk).update(alarmed_at=now)
