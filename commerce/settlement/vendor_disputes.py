"""Chargebacks that a vendor can still help to win, with the days that are left."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from commerce.settlement.models import Dispute


@dataclass(frozen=True)
class OpenDispute:
    """One payment that a buyer's bank took back into question; `answer_by` is a day in Europe/Paris, or None."""

    number: str
    disputed_cents: int
    answer_by: date | None
    days_left: int | None


def open_disputes_of(vendor, *, now):
    """OpenDisputes over the vendor's orders that await an answer, the most pressing first. One query."""
    waiting = (Dispute.Status.CREATED, Dispute.Status.PENDING_CLIENT_ACTION, Dispute.Status.REOPENED)
    found = Dispute.objects.filter(status__in=waiting, pay_in__order__vendor_orders__vendor=vendor).order_by(
        "contest_deadline_at", "pk"
    )
    rows = found.values_list(
        "pay_in__order__vendor_orders__number", "disputed_cents", "contest_deadline_at"
    ).distinct()
    return [_open(*row, timezone.localdate(now)) for row in rows]


def _open(number, cents, deadline, today):
    day = timezone.localdate(deadline) if deadline else None
    return OpenDispute(number, cents, day, max(0, (day - today).days) if day else None)
