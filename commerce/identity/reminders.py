"""Papers that wait for their vendor: reminded three times, never more."""

from datetime import timedelta

from commerce.identity import letters
from commerce.identity.models import Proof
from commerce.identity.proofs import latest_of

#: Days after Mangopay's answer.
AFTER_DAYS = (7, 21, 45)


def to_remind(now):
    """Proofs that ask something of their vendor since a week and more."""
    oldest, youngest = now - timedelta(days=AFTER_DAYS[-1] + 7), now - timedelta(days=AFTER_DAYS[0])
    wanting = Proof.objects.filter(state__in=Proof.WANTING, decided_at__gte=oldest, decided_at__lte=youngest)
    return wanting.exclude(vendor__status="closed").select_related("vendor")


def remind(proof, *, now):
    """Write again, unless something newer of the kind was sent. Each reminder goes out once."""
    if latest_of(proof.vendor).get(proof.kind) != proof:
        return
    days = max(days for days in AFTER_DAYS if proof.decided_at <= now - timedelta(days=days))
    letters.remind(proof, days, now=now)
