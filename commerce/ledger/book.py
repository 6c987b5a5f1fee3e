"""Writing into the book and reading balances out of it."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Sum

from commerce.ledger.models import Account, Entry, Journal


class Unbalanced(ValueError):
    """The postings don't sum to zero, are fewer than two, or one of them is zero."""


class Contradiction(Exception):
    """This business key is already in the book with other postings."""


class Overdrawn(Exception):
    """The journal would leave a wallet with less than nothing."""


@dataclass(frozen=True)
class Posting:
    """Cents that enter (positive) or leave (negative) the account `code`; `label` says whose or why."""

    code: str
    kind: str
    amount_cents: int
    label: str = ""


def post(business_key, postings, *, occurred_at, description):
    """Write a journal, once: the same key with the same postings changes nothing. Returns the Journal.

    Raises Unbalanced, Contradiction (same key, other postings) or Overdrawn; nothing is written then.
    """
    _check(postings)
    if not Journal.objects.filter(business_key=business_key).exists():
        with suppress(IntegrityError), transaction.atomic():  # Somebody else may be writing the same key.
            return _write(business_key, postings, occurred_at, description)
    return _already_written(business_key, postings)


def _check(postings):
    amounts = [posting.amount_cents for posting in postings]
    if len(amounts) < 2 or 0 in amounts or sum(amounts) != 0:
        raise Unbalanced(f"These postings are no journal: {amounts}.")


def _write(business_key, postings, occurred_at, description):
    accounts = _accounts(postings)
    journal = Journal.objects.create(business_key=business_key, occurred_at=occurred_at, description=description)
    Entry.objects.bulk_create(
        Entry(journal=journal, account=accounts[p.code], amount_cents=p.amount_cents, label=p.label) for p in postings
    )
    _refuse_overdraft(postings)
    return journal


def _accounts(postings):
    kinds = {posting.code: posting.kind for posting in postings}
    Account.objects.bulk_create(
        [Account(code=code, kind=kind) for code, kind in sorted(kinds.items())], ignore_conflicts=True
    )
    return {account.code: account for account in Account.objects.filter(code__in=kinds)}


def _refuse_overdraft(postings):
    lightened = [p.code for p in postings if p.amount_cents < 0 and p.kind in Account.NEVER_NEGATIVE]
    for code, balance_cents in balances(lightened).items():
        if balance_cents < 0:
            raise Overdrawn(f"{code} would hold {balance_cents} cents.")
    for kind in {p.kind for p in postings if p.amount_cents < 0 and p.kind in Account.SHARES_A_WALLET}:
        if (total_cents := sum(balances_of_kinds([kind]).values())) < 0:
            raise Overdrawn(f"The accounts of kind {kind} would hold {total_cents} cents.")


def _already_written(business_key, postings):
    journal = Journal.objects.filter(business_key=business_key).first()
    if journal is None:
        raise Contradiction(f"{business_key} could neither be written nor be found.")
    written = journal.entries.values_list("account__code", "amount_cents", "label")
    if Counter(written) != Counter((p.code, p.amount_cents, p.label) for p in postings):
        raise Contradiction(f"{business_key} is already in the book with other postings.")
    return journal


def balance(code):
    """Balance of one account, in cents; 0 for an account that was never used."""
    return Entry.objects.filter(account__code=code).aggregate(total=Sum("amount_cents"))["total"] or 0


def balances(codes):
    """Balances in cents by account code, in one query; accounts without entries are left out."""
    sums = Entry.objects.filter(account__code__in=codes).order_by().values_list("account__code")
    return dict(sums.annotate(total=Sum("amount_cents")))


def balances_of_kinds(kinds):
    """Balances in cents by account code of every account of these kinds, in one query, however many there are."""
    sums = Entry.objects.filter(account__kind__in=kinds).order_by().values_list("account__code")
    return dict(sums.annotate(total=Sum("amount_cents")).iterator())
