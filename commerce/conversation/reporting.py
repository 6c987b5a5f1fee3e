"""One side reports a message of the other: kept once, acknowledged (art. 16(4) of regulation (EU) 2022/2065)."""

from django.db import IntegrityError, transaction

from commerce.conversation import letters
from commerce.conversation.exceptions import AlreadyReported
from commerce.conversation.models import AbuseReport


def report(message, side, *, ground, text, now):
    """Keep what is said of a message. Returns the AbuseReport; a second time it is the first one.

    Raises AlreadyReported for one's own message: there is nothing to report.
    """
    if message.side == side:
        raise AlreadyReported
    try:
        with transaction.atomic():
            kept = AbuseReport.objects.create(message=message, side=side, ground=ground, text=text, received_at=now)
            letters.reported(kept)
    except IntegrityError:
        return AbuseReport.objects.get(message=message, side=side)
    return kept
