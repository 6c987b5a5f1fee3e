"""The night's look at our book beside Mangopay's wallets: one cent of difference that lasts alarms the operator.

Money moves while a report is gathered, so what differs is looked at again after a pause; payments that nobody has
looked at yet are concluded meanwhile. What still differs then is no movement under way.
"""

import time
from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.ledger.models import Account, Entry
from commerce.mangopay import governor
from commerce.mangopay.exceptions import MangopayError, Unavailable
from commerce.settlement import incidents, payins
from commerce.settlement.models import Comparison, Incident, PayIn
from commerce.settlement.reconciliation import FEES, reconcile

#: How often an account is found to differ before somebody is woken, and the seconds between two looks.
LOOKS = 3
PAUSE_SECONDS = 30
#: Payments of differing wallets that are looked at between two looks, one call each.
PAYMENTS_MAX = 20
#: Mangopay updates its Fees Wallet with some minutes of delay.
FEES_DELAY = timedelta(minutes=20)
#: A comparison that fails again this long after the first failure is the second night's.
SECOND_NIGHT = timedelta(hours=12)

DIFFERENCE, MISSING = "reconciliation:difference:", "reconciliation:missing"
#: Accounts that a message names; the command `reconcile` lists them all.
NAMED_MAX = 5


@governor.background()
def look(*, now, pause_seconds=PAUSE_SECONDS):
    """Compare, and alarm the operator by mail and incident. Returns the lasting Differences, None without a report."""
    try:
        lasting = _lasting_differences(now, pause_seconds)
    except Unavailable as error:
        _note_failure(error, now)
        return None
    Comparison.objects.create(
        compared_at=now, differing=len(lasting), difference_cents=sum(abs(one.difference_cents) for one in lasting)
    )
    incidents.solve_all(MISSING, now=now)
    incidents.solve_all(DIFFERENCE, now=now)
    if lasting:
        incidents.alarm(f"{DIFFERENCE}{timezone.localdate(now)}", _in_words(lasting), now=now)
    return lasting


def _lasting_differences(now, pause_seconds):
    differences = _differences()
    for _look in range(LOOKS - 1):
        if not differences:
            return []
        _conclude_payments(differences, now)
        time.sleep(pause_seconds)
        known = {difference.account or difference.wallet for difference in differences}
        differences = [again for again in _differences() if (again.account or again.wallet) in known]
    return differences


def _differences():
    return [difference for difference in reconcile().differences if not _is_late(difference)]


def _is_late(difference):
    """Whether the Fees Wallet only lacks what was booked within its delay."""
    if difference.account != FEES or difference.difference_cents > 0:
        return False
    recent = Entry.objects.filter(
        account__kind=Account.Kind.FEES, journal__recorded_at__gt=timezone.now() - FEES_DELAY, amount_cents__gt=0
    )
    return -difference.difference_cents <= sum(recent.values_list("amount_cents", flat=True))


def _conclude_payments(differences, now):
    """A payment whose hook was lost: our book learns of it now instead of at the end of its time."""
    wallets = [one.wallet for one in differences if one.account.startswith("order_wallet:")][:PAYMENTS_MAX]
    for pay_in in PayIn.objects.open().filter(wallet_id__in=wallets).select_related("order"):
        with suppress(MangopayError):
            payins.conclude(pay_in, now=now)


def _note_failure(error, now):
    """Once may happen; a second night without comparison alarms."""
    before = Incident.objects.filter(subject=MISSING, solved_at=None).first()
    if before and now - before.first_seen_at >= SECOND_NIGHT:
        message = _("Deux nuits sans rapprochement : le rapport de Mangopay ne vient pas (%(cause)s).")
        incidents.alarm(f"{MISSING}:{timezone.localdate(now)}", message % {"cause": error}, now=now)
    incidents.note(MISSING, str(error), now=now)


def _in_words(differences):
    cents = sum(abs(difference.difference_cents) for difference in differences)
    named = [difference.account or difference.wallet for difference in differences[:NAMED_MAX]]
    more = len(differences) - len(named)
    accounts = ", ".join(named) + (f" + {more}" if more else "")
    return _("Le registre et Mangopay diffèrent de %(cents)d centimes : %(accounts)s.") % {
        "cents": cents,
        "accounts": accounts,
    }
