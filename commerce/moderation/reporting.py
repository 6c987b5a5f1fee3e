"""Somebody reports a piece: kept once, acknowledged at once (art. 16(4) of regulation (EU) 2022/2065)."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from commerce.moderation import letters
from commerce.moderation.models import Report

REPORTS_PER_HOUR = 5


def has_reported_enough(email, *, now):
    """Whether this address has used up its reports of the hour: acknowledgements must not flood a stranger."""
    recent = Report.objects.filter(email__iexact=email, received_at__gt=now - timedelta(hours=1))
    return bool(email) and recent.count() >= REPORTS_PER_HOUR


def report(product, *, form_key, now, **typed):
    """Keep what somebody says of a piece (`ground`, `text`, `name`, `email`). Returns the Report; sent twice, one."""
    try:
        with transaction.atomic():
            kept = Report.objects.create(
                product=product, title=product.get_title()[:255], form_key=form_key, received_at=now, **typed
            )
            letters.received(kept)
    except IntegrityError:
        return Report.objects.get(form_key=form_key)
    return kept
