"""Disputes between buyer and vendor: the share waits, and each ends on its day. Banks' disputes are in `shares`."""

from datetime import timedelta

from django.utils.timezone import localdate

from commerce.disputes.models import OrderDispute
from commerce.disputes.states import FINAL, State
from commerce.settlement.models import Hold, Release
from simulation.invariants.calendar import is_worked, last_day

#: Calendar days to insist and to look at what was repaired; working days to answer and to decide.
INSIST, CHECK, ANSWER, DECIDE = 7, 14, 3, 5


def open_quarrels_hold_their_shares(now):
    """No share moved while buyer and vendor were quarrelling, and nothing is held once they have ended."""
    holds = Hold.objects.filter(lifted_at=None, reason=Hold.Reason.IN_DISPUTE)
    held = set(holds.values_list("vendor_order", flat=True))
    cases = list(OrderDispute.objects.select_related("vendor_order__release"))
    may_hold = {case.vendor_order_id for case in cases if case.state not in FINAL}
    to_hold = {case.vendor_order_id for case in cases if case.state not in FINAL and not _has_moved(case)}
    return to_hold <= held <= may_hold and not any(_moved_meanwhile(case) for case in cases)


def _has_moved(case):
    release = getattr(case.vendor_order, "release", None)
    return release is not None and release.state == Release.State.SUCCEEDED


def _moved_meanwhile(case):
    release = getattr(case.vendor_order, "release", None)
    if release is None or release.state != Release.State.SUCCEEDED or release.attempted_at is None:
        return False
    is_over = case.concluded_at is not None and case.concluded_at <= release.attempted_at
    return case.opened_at < release.attempted_at and not is_over


def quarrels_end_on_their_day(now):
    """Silence calls the team, or leaves it at that; what the team has to decide rings on its last day."""
    today = localdate(now)
    return all(_is_in_time(case, today) for case in OrderDispute.objects.exclude(state__in=FINAL))


def _is_in_time(case, today):
    since = localdate(case.since)
    days = {
        State.TO_VENDOR: lambda: _worked(since, ANSWER),
        State.TO_BUYER: lambda: _worked(since, ANSWER),
        State.ANSWERED: lambda: last_day(since, INSIST),
        State.REMEDIED: lambda: last_day(since, CHECK),
        State.PROMISED: lambda: case.remedy_by,
    }
    if case.state == State.TO_DECIDE:
        return case.alarmed_at is not None or _worked(since, DECIDE) > today
    return days[case.state]() >= today


def _worked(day, days):
    while days:
        day += timedelta(days=1)
        days -= is_worked(day)
    return last_day(day, 0)
