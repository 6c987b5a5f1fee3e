"""Bank wires: announced here, settled when the money arrives at the bank."""

import secrets

from .. import appointments, errors, transactions
from ..call import Answer, Call
from ..models import Account, Transaction
from . import payins

SECONDS_TO_WIRE = 30 * 86_400
BANK_ACCOUNT = {
    "Type": "IBAN",
    "OwnerName": "MANGOPAY (local)",
    "OwnerAddress": {
        "AddressLine1": "1 place de l’Essai",
        "AddressLine2": None,
        "City": "Paris",
        "Region": None,
        "PostalCode": "75001",
        "Country": "FR",
    },
    "IBAN": "FR7630004000031234567890143",
    "BIC": "BNPAFRPP",
}


def create(call: Call) -> Answer:
    """POST /payins/bankwire/direct: CREATED with a reference and an account to wire to."""
    fields = call.fields()
    columns = payins.common(call, fields, "DeclaredDebitedFunds", "DeclaredFees")
    return Answer(announce(call, columns).show())


def create_for_client(call: Call) -> Answer:
    """POST /clients/payins/bankwire/direct: money for the client's CREDIT wallet."""
    fields = call.fields()
    code = fields.text("CreditedWalletId", required=True, longest=20)
    paid, tag = fields.money("DeclaredDebitedFunds", lowest=1), fields.tag()
    fields.check()
    if code != f"{Account.CREDIT}_{paid.currency}":
        raise errors.invalid(CreditedWalletId="Only the client's CREDIT wallet takes a bank wire.")
    columns = {
        "tag": tag,
        "credited_wallet_id": code,
        "currency": paid.currency,
        "debited_amount": paid.amount,
    }
    return Answer(announce(call, columns).show())


def announce(call: Call, columns: dict) -> Transaction:
    """Insert the CREATED pay-in; it waits a month for the wire."""
    fees = {"Currency": columns["currency"], "Amount": columns.get("fees_amount", 0)}
    details = {
        "DeclaredDebitedFunds": {"Currency": columns["currency"], "Amount": columns["debited_amount"]},
        "DeclaredFees": fees,
        "WireReference": secrets.token_hex(5),
        "BankAccount": BANK_ACCOUNT,
    }
    payin = payins.open_payin(call, "BANK_WIRE", "DIRECT", columns, details)
    if columns.get("author_id") and (code := payins.refusal(columns)):
        return transactions.fail(payin, code)
    appointments.schedule("expire_wire", payin.pk, SECONDS_TO_WIRE)
    return payin


def settle(payin: Transaction, amount: int | None = None) -> Transaction:
    """The wire arrived, of the declared amount or another (cents)."""
    if amount is not None:
        payin.debited_amount = amount
        payin.fees_amount = payin.fees_amount if payin.fees_amount < amount else 0
    return transactions.succeed(payin)


@appointments.action("expire_wire")
def expire(payin_id: str) -> None:
    """A month passed without a wire."""
    payin = Transaction.objects.get(pk=payin_id)
    if payin.status == Transaction.CREATED:
        transactions.fail(payin, "101001")
