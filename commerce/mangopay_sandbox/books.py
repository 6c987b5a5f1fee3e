"""Double entry: every movement adds to one account what it takes from another. Integer cents."""

from django.db.models import F

from . import clock
from .models import Account, Movement, Transaction

Leg = tuple[str, int]


def account_key(client_id: str, code: str, currency: str) -> str:
    """Primary key of the account behind a code: a wallet's id, FEES_EUR, or an outside account."""
    if code.startswith("wlt_"):
        return code
    kind = code.removesuffix(f"_{currency}")
    return Account.of_client(client_id, kind, currency).pk


def balance(key: str) -> int:
    """Cents on an account now."""
    return Account.objects.values_list("balance", flat=True).get(pk=key)


def move(transaction: Transaction | None, legs: list[Leg], reason: str) -> None:
    """Book legs that sum to zero; nothing is booked for zero cents."""
    legs = [(key, amount) for key, amount in legs if amount]
    assert sum(amount for _, amount in legs) == 0
    moved_at = clock.now()
    for key, amount in legs:
        Account.objects.filter(pk=key).update(balance=F("balance") + amount)
    Movement.objects.bulk_create(
        Movement(account_id=key, transaction=transaction, amount=amount, moved_at=moved_at, reason=reason)
        for key, amount in legs
    )


def source(transaction: Transaction) -> str:
    """The account that pays: a wallet, or the outside world."""
    if transaction.debited_wallet_id:
        code = transaction.debited_wallet_id
    elif transaction.nature == "REFUND":
        returned = transaction.initial_nature == "REGULAR"
        code = Account.PAID_OUT if returned else Account.REFUNDED
    else:
        code = Account.PAID_IN
    return account_key(transaction.client_id, code, transaction.currency)


def target(transaction: Transaction) -> str:
    """The account that receives: a wallet, or the outside world."""
    if transaction.credited_wallet_id:
        code = transaction.credited_wallet_id
    else:
        code = Account.PAID_OUT if transaction.nature == "REGULAR" else Account.REFUNDED
    return account_key(transaction.client_id, code, transaction.currency)


def fees_account(transaction: Transaction) -> str:
    """The client's Fees Wallet in the transaction's currency."""
    return account_key(transaction.client_id, Account.FEES, transaction.currency)


def held_account(transaction: Transaction) -> str:
    """Where money waits that has left a wallet and not arrived yet."""
    return account_key(transaction.client_id, Account.HELD, transaction.currency)


def hold(transaction: Transaction) -> None:
    """Take the debited funds out of the wallet until the bank decides."""
    amount = transaction.debited_amount
    move(transaction, [(source(transaction), -amount), (held_account(transaction), amount)], "hold")
    transaction.held = True


def release(transaction: Transaction) -> None:
    """Give held money back to the wallet that it left."""
    amount = transaction.debited_amount
    move(transaction, [(held_account(transaction), -amount), (source(transaction), amount)], "release")
    transaction.held = False


def execute(transaction: Transaction) -> None:
    """Move debited funds to their target and fees to (or, negative, from) the Fees Wallet."""
    origin = held_account(transaction) if transaction.held else source(transaction)
    legs = [(origin, -transaction.debited_amount), (target(transaction), transaction.credited_amount)]
    if transaction.fees_amount:
        legs.append((fees_account(transaction), transaction.fees_amount))
    move(transaction, legs, "execute")
    transaction.held = False


def shortage(transaction: Transaction) -> str | None:
    """The result code that a lack of money gives: 001001 for the wallet, 005405 for the Fees Wallet."""
    needed = 0 if transaction.held or not transaction.debited_wallet_id else transaction.debited_amount
    if needed and balance(source(transaction)) < needed:
        return "001001"
    if transaction.fees_amount < 0 and balance(fees_account(transaction)) < -transaction.fees_amount:
        return "005405"
    return None
