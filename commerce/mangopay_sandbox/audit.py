"""The invariants of the books, checked over everything that ever moved."""

from collections import defaultdict

from django.db.models import F, Sum

from .models import Account, Movement, Transaction
from .writing import writing

MAY_BE_NEGATIVE = (Account.CREDIT, Account.PAID_IN)
NAMES = {
    Account.WALLET: "wallets",
    Account.FEES: "fees",
    Account.CREDIT: "repudiation",
    Account.HELD: "held",
    Account.PAID_OUT: "paid_out",
    Account.REFUNDED: "refunded",
    Account.PAID_IN: "paid_in",
}


def run() -> dict:
    """Totals in cents for each client and currency, and every violation in words, all of one moment."""
    with writing():  # A payout that is concluded between two of these questions would look like a fault.
        violations = [
            *unbalanced(),
            *differing(),
            *overdrawn(),
            *failed_yet_moved(),
            *succeeded_otherwise(),
        ]
        return {"holds": not violations, "violations": violations[:100], "totals": totals()}


def totals() -> list[dict]:
    """What is where: paid_in equals the sum of all the others."""
    found = defaultdict(lambda: dict.fromkeys(NAMES.values(), 0))
    for row in Account.objects.values("client_id", "currency", "funds_type").annotate(sum=Sum("balance")):
        sign = -1 if row["funds_type"] == Account.PAID_IN else 1
        found[row["client_id"], row["currency"]][NAMES[row["funds_type"]]] = sign * row["sum"]
    return [{"client_id": c, "currency": currency} | sums for (c, currency), sums in sorted(found.items())]


def unbalanced() -> list[str]:
    """Wallets + fees + repudiation + held + paid out + refunded = paid in."""
    return [
        f"{row['client_id']} {row['currency']}: {paid_in} paid in, {others} found"
        for row in totals()
        if (paid_in := row["paid_in"]) != (others := sum(row[name] for name in NAMES.values() if name != "paid_in"))
    ]


def differing() -> list[str]:
    """Each balance is the sum of its movements."""
    sums = dict(Movement.objects.values_list("account_id").annotate(sum=Sum("amount")))
    return [
        f"{account}: balance {balance}, movements {sums.get(account, 0)}"
        for account, balance in Account.objects.values_list("pk", "balance")
        if balance != sums.get(account, 0)
    ]


def overdrawn() -> list[str]:
    """No wallet is below zero but the repudiation wallet."""
    rows = Account.objects.filter(balance__lt=0).exclude(funds_type__in=MAY_BE_NEGATIVE)
    return [f"{row.pk}: {row.balance}" for row in rows]


def failed_yet_moved() -> list[str]:
    """A FAILED transaction, or one that is CREATED and holds nothing, moved nothing."""
    idle = Movement.objects.exclude(transaction__status=Transaction.SUCCEEDED)
    sums = idle.filter(transaction__held=False).values("transaction_id", "account_id")
    moved = sums.annotate(sum=Sum("amount")).exclude(sum=0)
    return [f"{row['transaction_id']}: moved {row['sum']} on {row['account_id']}" for row in moved]


def succeeded_otherwise() -> list[str]:
    """What a SUCCEEDED transaction took from a wallet is what it says."""
    done = Movement.objects.filter(
        transaction__status=Transaction.SUCCEEDED, account__code=F("transaction__debited_wallet_id")
    )
    sums = done.values("transaction_id", "transaction__debited_amount").annotate(sum=Sum("amount"))
    wrong = sums.exclude(sum=-F("transaction__debited_amount"))
    return [f"{row['transaction_id']}: debited {-row['sum']}" for row in wrong]
