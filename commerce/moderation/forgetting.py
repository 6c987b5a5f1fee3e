"""Who reported a piece is forgotten once nobody can contest the decision; what was reported, and the answer, stay.

Six months: the time to contest a decision (art. 20(1) of regulation (EU) 2022/2065); art. 5(1)(e) of 2016/679.
"""

from datetime import timedelta

from commerce.communication.models import Mail
from commerce.moderation.models import Report

#: After the decision: six months, the longest that six months may be.
KEPT = timedelta(days=184)


def due(now):
    """Reports decided long ago that still name who made them."""
    named = Report.objects.exclude(name="", email="")
    return named.filter(decided_at__lte=now - KEPT).order_by("pk")


def forget(report, *, now):
    """Erase name, address, and the mails to that address. Twice is once."""
    Report.objects.filter(pk=report.pk).update(name="", email="")
    keys = [f"report:{report.pk}", f"report-decided:{report.pk}"]
    Mail.objects.filter(event__in=["report_received", "report_answered"], key__in=keys).delete()


def forget_person(address, *, now):
    """Whoever used this address deletes the account: decided reports forget it now, the others after `KEPT`."""
    for report in Report.objects.filter(email__iexact=address, decided_at__isnull=False):
        forget(report, now=now)
