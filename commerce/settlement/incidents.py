"""What went wrong and waits for a person or for the next run. Visible to the operator; solved ones stay as history."""

import logging

from django.conf import settings
from django.db.models import F
from django.urls import reverse

from commerce.communication.mails import send
from commerce.settlement.models import Incident

logger = logging.getLogger(__name__)


def note(subject, message, *, now):
    """Record that `subject` (a business key) is in trouble; again, if it was already. Returns the Incident."""
    incident, is_new = Incident.objects.get_or_create(
        subject=subject, defaults={"message": message[:500], "first_seen_at": now, "last_seen_at": now}
    )
    if not is_new:
        Incident.objects.filter(pk=incident.pk).update(
            message=message[:500], last_seen_at=now, solved_at=None, occurrences=F("occurrences") + 1
        )
    return incident


def alarm(subject, message, *, now):
    """Record trouble that nobody but the operator can clear up, and write to the operator, once per subject."""
    logger.error("%s: %s", subject, message)
    incident = note(subject, message, now=now)
    send(
        event="operator_alarm",
        key=subject,
        recipient=settings.OPERATOR_EMAIL,
        context={"incident": incident, "office_url": settings.SITE_URL + reverse("money:incidents")},
    )


def open_subjects(prefix):
    """The subjects in trouble that begin so, in one query."""
    return set(Incident.objects.filter(subject__startswith=prefix, solved_at=None).values_list("subject", flat=True))


def solve_all(prefix, *, now):
    """Everything that begins so got through."""
    Incident.objects.filter(subject__startswith=prefix, solved_at=None).update(solved_at=now)


def solve(subject, *, now):
    """The subject got through."""
    Incident.objects.filter(subject=subject, solved_at=None).update(solved_at=now)
