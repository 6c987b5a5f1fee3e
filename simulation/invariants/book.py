"""The book by itself, and against Mangopay's wallets."""

from django.db.models import Case, CharField, F, Sum, Value, When, Window

from commerce.ledger.models import Account, Entry, Journal
from commerce.mangopay.gateway import gateway
from commerce.settlement import reconciliation


def ledger_agrees_with_wallets(now):
    """Every account holds what its wallet holds, to the cent."""
    return reconciliation.reconcile().difference_cents == 0


def journals_sum_to_zero(now):
    """No journal makes or loses a cent."""
    return not Journal.objects.annotate(total=Sum("entries__amount_cents")).exclude(total=0).exists()


def no_wallet_is_ever_below_zero(now):
    """After no journal did a wallet hold less than nothing; the accounts of the fees share theirs."""
    wallet = Case(
        When(account__kind=Account.Kind.FEES, then=Value(reconciliation.FEES)),
        default=F("account__code"),
        output_field=CharField(),
    )
    held = Entry.objects.filter(account__kind__in=[*Account.NEVER_NEGATIVE, *Account.SHARES_A_WALLET])
    running = Window(Sum("amount_cents"), partition_by=[F("wallet")], order_by=F("journal_id").asc())
    return not held.annotate(wallet=wallet).annotate(running=running).filter(running__lt=0).exists()


def fees_accounts_are_the_fees_wallet(now):
    """Commission, its VAT and repaid debts are together what the Fees Wallet holds."""
    booked = Entry.objects.filter(account__kind=Account.Kind.FEES).aggregate(total=Sum("amount_cents", default=0))
    return booked["total"] == gateway().fees_wallet().balance_cents
