"""Refunds of pay-ins and transfers. Negative fees are given back from the Fees Wallet."""

from django.db.models import Sum

from .. import appointments, books, errors, options, transactions
from ..call import Answer, Call
from ..fields import Fields, Money
from ..models import Account, Dispute, Transaction
from . import payins, transfers

DAY = 86_400
WINDOWS = {
    "DIRECT_DEBIT": 395 * DAY,
    "IDEAL": 365 * DAY,
    "BANCONTACT": 180 * DAY,
    "TWINT": 120 * DAY,
    "SATISPAY": 90 * DAY,
}
USUAL_WINDOW = 334 * DAY
DEBIT_MINIMUM = 7 * DAY


def asked_amounts(fields: Fields, initial: Transaction) -> tuple[Money, Money] | None:
    """What is to leave the wallet and the fees in it; None for all. Both are sent, or neither."""
    debited = fields.money("DebitedFunds", required=fields.has("Fees"), lowest=1)
    fees = fields.money("Fees", required=fields.has("DebitedFunds"), lowest=-(10**11))
    if debited is None or fees is None:
        return None
    if debited.amount > initial.credited_amount:
        fields.note("DebitedFunds", "The refund cannot exceed the initial transaction's credited funds.")
    if fees.amount >= debited.amount:
        fields.note("Fees", "The Fees must be lower than the DebitedFunds.")
    return debited, fees


def read(call: Call, initial: Transaction) -> dict:
    """Columns of a refund out of the body; 400 for what can't be asked."""
    fields = call.fields()
    author, tag = payins.author(call, fields), fields.tag()
    asked = asked_amounts(fields, initial)
    fields.check()
    transfers.refuse_wrong_author(initial, author)
    if initial.status != Transaction.SUCCEEDED:
        raise errors.refused("original_transaction_must_be_succeeded", "Only a SUCCEEDED transaction can be refunded.")
    if asked:
        payins.same_currency(initial.currency, asked[0].currency, asked[1].currency)
    return {
        "tag": tag,
        "author_id": author.pk,
        "debited_amount": asked[0].amount if asked else initial.credited_amount,
        "fees_amount": asked[1].amount if asked else -initial.fees_amount,
    }


def refunded(initial: Transaction) -> tuple[int, int]:
    """Cents already refunded or on their way: out of the wallet, and out of the fees."""
    sums = (
        Transaction.objects.filter(initial_id=initial.pk, nature="REFUND")
        .exclude(status=Transaction.FAILED)
        .aggregate(debited=Sum("debited_amount"), fees=Sum("fees_amount"))
    )
    return sums["debited"] or 0, -(sums["fees"] or 0)


def reason(fields: Fields, kind: str = "INITIALIZED_BY_CLIENT") -> dict:
    """Details that every refund shows."""
    return {
        "RefundReason": {"RefundReasonType": kind, "RefundReasonMessage": None},
        "Reference": fields.text("Reference"),
        "StatementDescriptor": payins.descriptor(fields),
    }


def of_transfer(call: Call) -> Answer:
    """POST /transfers/{id}/refunds: back from the credited wallet to the debited one."""
    initial = transfers.find(call)
    columns = read(call, initial)
    before, fees_before = refunded(initial)
    if before + columns["debited_amount"] > initial.credited_amount:
        done = before >= initial.credited_amount
        text = "The transfer is already refunded." if done else "The refunds exceed the transfer."
        raise errors.invalid(DebitedFunds=text)
    receiver = Account.objects.get(pk=initial.debited_wallet_id).owner_id
    refund = transactions.create_from(
        initial,
        "TRANSFER",
        "REFUND",
        credited_user_id=receiver,
        debited_wallet_id=initial.credited_wallet_id,
        credited_wallet_id=initial.debited_wallet_id,
        details=reason(call.fields()),
        **columns,
    )
    too_many_fees = fees_before - columns["fees_amount"] > initial.fees_amount
    return Answer(transactions.attempt(refund, "005404" if too_many_fees else None).show())


def of_payin(call: Call) -> Answer:
    """POST /payins/{id}/refunds: out of the wallet, back to the card."""
    initial = Transaction.of_kind(call.client_id, call.ids["payin_id"], "PAYIN")
    columns = read(call, initial)
    if initial.details.get("PaymentType") == "BANK_WIRE":
        raise errors.refused("invalid_action", "A bank wire is refunded by a payout with a PaymentRef.")
    refuse_disputed(initial)
    code = refusal(initial, columns, call.now)
    refund = transactions.create_from(
        initial,
        "PAYOUT",
        "REFUND",
        debited_wallet_id=initial.credited_wallet_id,
        details=reason(call.fields()),
        **columns,
    )
    return Answer(conclude(refund, code).show())


def conclude(refund: Transaction, refusal_code: str | None) -> Transaction:
    """Fail, succeed now, or hold the money and succeed later."""
    code = refusal_code or books.shortage(refund)
    if code or not options.current.delays.refund:
        return transactions.attempt(refund, code)
    books.hold(refund)
    refund.save(update_fields=["held"])
    appointments.schedule("execute_refund", refund.pk, options.current.delays.refund)
    return refund


@appointments.action("execute_refund")
def execute(refund_id: str) -> None:
    """The bank took its time for a pay-in refund."""
    refund = Transaction.objects.get(pk=refund_id)
    if refund.status == Transaction.CREATED:
        transactions.attempt(refund)


def disputed_amount(initial: Transaction) -> int:
    """Cents of the pay-in that a dispute holds, open or lost."""
    rows = Dispute.objects.filter(payin_id=initial.pk).exclude(result__in=("WON", "VOID"))
    return rows.exclude(dispute_type="RETRIEVAL").aggregate(sum=Sum("disputed_amount"))["sum"] or 0


def refuse_disputed(initial: Transaction) -> None:
    """400 once the whole pay-in is disputed."""
    if disputed_amount(initial) >= initial.debited_amount:
        raise errors.refused("invalid_action", "The pay-in is disputed and cannot be refunded.")


def refusal(initial: Transaction, columns: dict, now: int) -> str | None:
    """The result code that the rules of pay-in refunds give, or None."""
    before, fees_before = refunded(initial)
    asked = columns["debited_amount"]
    if before >= initial.credited_amount:
        return "001401"
    if code := out_of_time(initial, columns, now):
        return code
    if before + asked > initial.credited_amount:
        return "005403"
    if fees_before - columns["fees_amount"] > initial.fees_amount:
        return "005404"
    disputed = disputed_amount(initial)
    if disputed and before + asked > initial.credited_amount - disputed:
        return "005408"
    return repeated(initial, asked, now)


def out_of_time(initial: Transaction, columns: dict, now: int) -> str | None:
    """001403 after the payment method's window, 001405 for a direct debit too young."""
    age = now - (initial.execution_date or initial.creation_date)
    method = initial.details.get("PaymentType")
    if age > WINDOWS.get(method, USUAL_WINDOW):
        return "001403"
    if method == "DIRECT_DEBIT" and age < DEBIT_MINIMUM and columns["tag"] != "ignore_mindate":
        return "001405"
    return None


def repeated(initial: Transaction, amount: int, now: int) -> str | None:
    """005406 while another refund is pending, 005407 for the same amount within 24 hours."""
    others = Transaction.objects.filter(initial_id=initial.pk, nature="REFUND")
    if others.filter(status=Transaction.CREATED).exists():
        return "005406"
    same = others.filter(status=Transaction.SUCCEEDED, debited_amount=amount, creation_date__gt=now - DAY)
    return "005407" if same.exists() else None


def view(call: Call) -> Answer:
    """GET /refunds/{id}."""
    found = Transaction.find(call.client_id, call.ids["refund_id"], nature="REFUND")
    return Answer(Transaction.still_kept(found).show())


def of_initial(call: Call, name: str, kind: str, nature: str = "REGULAR") -> Answer:
    """A page of the refunds of one transaction."""
    initial = Transaction.of_kind(call.client_id, call.ids[name], kind, nature)
    rows = Transaction.objects.filter(initial_id=initial.pk, nature="REFUND")
    rows = call.chosen(rows, status="Status", result_code="ResultCode")
    return call.page(rows)


def list_of_payin(call: Call) -> Answer:
    """GET /payins/{id}/refunds."""
    return of_initial(call, "payin_id", "PAYIN")


def list_of_transfer(call: Call) -> Answer:
    """GET /transfers/{id}/refunds."""
    return of_initial(call, "transfer_id", "TRANSFER")


def list_of_payout(call: Call) -> Answer:
    """GET /payouts/{id}/refunds."""
    return of_initial(call, "payout_id", "PAYOUT")


def list_of_repudiation(call: Call) -> Answer:
    """GET /repudiations/{id}/refunds."""
    return of_initial(call, "repudiation_id", "PAYOUT", "REPUDIATION")
