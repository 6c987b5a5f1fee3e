"""Mangopay's monthly bill: on the fifth working day it empties the Fees Wallet and pays the rest to the operator."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from commerce.ledger.book import balances_of_kinds
from commerce.ledger.models import Account, Entry, Journal
from commerce.mangopay.gateway import gateway as current_gateway
from commerce.money import allocate
from commerce.settlement import journals
from commerce.settlement.models import GiftCardRelease, Release, ReserveTransfer, TransferRefund
from commerce.settlement.operations import Operation
from commerce.working_days import working_days_after

WORKING_DAY = 5


def bill_day(day):
    """The day of the month's bill: its fifth working day."""
    return working_days_after(_eve_of_month(day), WORKING_DAY)


def last_bill_day(day):
    """The newest day up to this one on which a bill came, or will: in early December it is still November's."""
    return bill_day(day) if day >= bill_day(day) else bill_day(_eve_of_month(day))


def _eve_of_month(day):
    return day.replace(day=1) - timedelta(days=1)


def is_awaited(*, now):
    """Whether the newest bill took fees that the book still holds: each run asks until one finds nothing in doubt."""
    day = last_bill_day(timezone.localdate(now))
    if Journal.objects.filter(business_key=_key(day)).exists():
        return False
    older = Entry.objects.filter(account__kind=Account.Kind.FEES, journal__occurred_at__lt=_beginning(day))
    return older.aggregate(total=Sum("amount_cents", default=0))["total"] > 0


def notice(*, gateway=None, now):
    """Book the newest bill if it came: the Fees Wallet holds less than the book says. Returns the cents taken.

    Once it was booked, or while the wallet holds more than came since its day, a difference is no bill:
    reconciliation tells of it. While a movement of fees is in doubt, or one is booked now, nobody can tell what was
    taken: the next run asks again, into the next month while the book holds fees from before that day.
    """
    today = timezone.localdate(now)
    day = last_bill_day(today)
    if Journal.objects.filter(business_key=_key(day)).exists():
        return 0
    if today < bill_day(today) and not is_awaited(now=now):
        return 0
    seen = _last_entry()
    if _is_in_doubt():
        return 0
    holds_cents = (gateway or current_gateway()).fees_wallet().balance_cents
    return _book(day, holds_cents, seen, now)


def _key(day):
    return f"fees:bill:{day:%Y-%m}"


def _beginning(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _last_entry():
    """The newest movement of the fees in the book."""
    return Entry.objects.filter(account__kind=Account.Kind.FEES).aggregate(last=Max("pk"))["last"]


def _is_in_doubt():
    """Whether a movement that may carry fees has no answer yet: the wallet may know of it, the book doesn't."""
    waiting = {"state__in": [Operation.State.UNKNOWN, Operation.State.CREATED]}
    carriers = (Release, GiftCardRelease, TransferRefund, ReserveTransfer)
    return any(model.objects.filter(**waiting).exists() for model in carriers)


def _earned_since(day):
    """Cents that came into the fees on that day and later: a wallet that was emptied holds no more."""
    came = Entry.objects.filter(
        account__kind=Account.Kind.FEES, amount_cents__gt=0, journal__occurred_at__gte=_beginning(day)
    )
    return came.aggregate(total=Sum("amount_cents", default=0))["total"]


@transaction.atomic
def _book(day, holds_cents, seen, now):
    key = _key(day)
    if _is_in_doubt() or _last_entry() != seen or Journal.objects.filter(business_key=key).exists():
        return 0
    in_book = balances_of_kinds([Account.Kind.FEES])
    taken_cents = sum(in_book.values()) - holds_cents
    if taken_cents <= 0 or holds_cents > _earned_since(day):
        return 0
    codes = sorted(in_book)
    parts = allocate(taken_cents, [max(0, in_book[code]) for code in codes])
    journals.fees_billed(key, dict(zip(codes, parts, strict=True)), now)
    return taken_cents
