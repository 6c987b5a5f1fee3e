"""The life of a transaction: CREATED, then SUCCEEDED or FAILED, each with its event."""

from . import books, clock
from .models import Transaction
from .notify import notify

EVENTS = {
    ("PAYIN", "REGULAR"): "PAYIN_NORMAL",
    ("TRANSFER", "REGULAR"): "TRANSFER_NORMAL",
    ("PAYOUT", "REGULAR"): "PAYOUT_NORMAL",
    ("PAYOUT", "REFUND"): "PAYIN_REFUND",
    ("TRANSFER", "REFUND"): "TRANSFER_REFUND",
    ("PAYIN", "REFUND"): "PAYOUT_REFUND",
    ("PAYOUT", "REPUDIATION"): "PAYIN_REPUDIATION",
    ("TRANSFER", "SETTLEMENT"): "TRANSFER_SETTLEMENT",
}
PREFIXES = {
    ("PAYIN", "REGULAR"): "payin_m",
    ("TRANSFER", "REGULAR"): "xfer_m",
    ("PAYOUT", "REGULAR"): "po_m",
    ("PAYOUT", "REPUDIATION"): "repud_m",
    ("TRANSFER", "SETTLEMENT"): "settl_m",
}


def create(client_id: str, kind: str, nature: str = "REGULAR", **fields) -> Transaction:
    """Insert a CREATED transaction and tell the hooks."""
    prefix = PREFIXES.get((kind, nature), "rfnd_m")
    transaction = Transaction.add(client_id, prefix, type=kind, nature=nature, **fields)
    announce(transaction)
    return transaction


def create_from(initial: Transaction, kind: str, nature: str, **fields) -> Transaction:
    """Insert a transaction that answers another: a refund, a repudiation."""
    return create(
        initial.client_id,
        kind,
        nature,
        currency=initial.currency,
        initial_id=initial.pk,
        initial_type=initial.type,
        initial_nature=initial.nature,
        **fields,
    )


def announce(transaction: Transaction) -> None:
    """Record the event of the transaction's state; the return of a repudiation has none."""
    if (transaction.nature, transaction.initial_nature) == ("REFUND", "REPUDIATION"):
        return
    name = EVENTS[transaction.type, transaction.nature]
    notify(transaction.client_id, f"{name}_{transaction.status}", transaction.pk)


def succeed(transaction: Transaction) -> Transaction:
    """Move the money; SUCCEEDED from now on."""
    books.execute(transaction)
    transaction.status = Transaction.SUCCEEDED
    transaction.result_code = "000000"
    transaction.execution_date = clock.now()
    transaction.save()
    announce(transaction)
    return transaction


def fail(transaction: Transaction, code: str) -> Transaction:
    """Give held money back; FAILED for good, without an execution date."""
    if transaction.held:
        books.release(transaction)
    transaction.status = Transaction.FAILED
    transaction.result_code = code
    transaction.execution_date = None
    transaction.save()
    announce(transaction)
    return transaction


def attempt(transaction: Transaction, refusal: str | None = None) -> Transaction:
    """Succeed at once unless a rule or a lack of money refuses."""
    code = refusal or books.shortage(transaction)
    return fail(transaction, code) if code else succeed(transaction)
