"""How long mails and notices stay: long enough to show what was said of an order, and no longer.

Mails name people and quote what they bought. Buyer and vendor may go to court for five years (art. 2224 Code civil);
regulation (EU) 2016/679, art. 5(1)(e) asks for an end.
"""

from datetime import timedelta

from django.utils import timezone

from commerce.communication.models import Mail, ShopNotice

#: Five years, the longest that five years may be.
MAILS_KEPT = timedelta(days=5 * 365 + 2)
#: What a shop was told lies in its portal for thirteen months, read or not: as long as a bank may come back on a sale.
NOTICES_KEPT = timedelta(days=397)
AT_ONCE = 1000


def forget_old(*, now=None):
    """Delete mails and notices that were kept long enough, a thousand at a time. Returns how many of both.

    A mail that never left goes too: after five years nobody waits for it. Cut anywhere, the next run goes on.
    """
    now = now or timezone.now()
    mails = Mail.objects.filter(created_at__lte=now - MAILS_KEPT)
    notices = ShopNotice.objects.filter(noted_at__lte=now - NOTICES_KEPT)
    return _deleted(mails), _deleted(notices)


def _deleted(rows):
    count = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        rows.model.objects.filter(pk__in=keys).delete()
        count += len(keys)
    return count
