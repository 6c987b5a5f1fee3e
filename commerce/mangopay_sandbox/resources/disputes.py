"""Disputes of pay-ins: opened by the buyer's bank, contested or not, won or lost."""

from django.db.models import Sum

from .. import appointments, books, clock, errors, options, transactions
from ..call import Answer, Call
from ..models import Account, Dispute, DisputeDocument, Transaction
from ..notify import notify

DAYS_TO_CONTEST = 14
TYPES = ("CONTESTABLE", "NOT_CONTESTABLE", "RETRIEVAL")
OPEN = ("PENDING_CLIENT_ACTION", "REOPENED_PENDING_CLIENT_ACTION")
REASONS = (
    "DUPLICATE",
    "FRAUD",
    "PRODUCT_NOT_PROVIDED",
    "PRODUCT_UNACCEPTABLE",
    "REFUND_NOT_PROCESSED",
    "TRANSACTION_NOT_RECOGNIZED",
    "AUTHORISATION_DISPUTED",
    "LATE_FAILURE_INSUFFICIENT_FUNDS",
    "LATE_FAILURE_CONTACT_USER",
    "LATE_FAILURE_BANKACCOUNT_CLOSED",
    "OTHER",
    "UNKNOWN",
)


def open_dispute(payin: Transaction, kind: str, reason: str, amount: int) -> Dispute:
    """The buyer's bank disputes `amount` cents; CREDIT pays them unless it only asks (RETRIEVAL)."""
    dispute = Dispute.add(
        payin.client_id,
        payin_id=payin.pk,
        wallet_id=payin.credited_wallet_id,
        user_id=payin.author_id,
        dispute_type=kind,
        currency=payin.currency,
        disputed_amount=amount,
        details={"DisputeReason": {"DisputeReasonType": reason, "DisputeReasonMessage": None}},
    )
    notify(dispute.client_id, "DISPUTE_CREATED", dispute.pk)
    if kind != "RETRIEVAL":
        dispute.repudiation_id = repudiate(payin, amount).pk
    if kind == "NOT_CONTESTABLE":
        close_as(dispute, "LOST")
        return dispute
    dispute.status = OPEN[0]
    dispute.contest_deadline = clock.now() + DAYS_TO_CONTEST * 86_400
    dispute.save()
    notify(dispute.client_id, "DISPUTE_ACTION_REQUIRED", dispute.pk)
    appointments.schedule("close_dispute", dispute.pk, DAYS_TO_CONTEST * 86_400)
    return dispute


def repudiate(payin: Transaction, amount: int) -> Transaction:
    """The client's CREDIT wallet gives the money back to the bank, the Fees Wallet its part of the fees."""
    fees = payin.fees_amount * amount // payin.debited_amount
    account = Account.of_client(payin.client_id, Account.FEES, payin.currency)
    fees = min(fees, books.balance(account.pk))
    repudiation = transactions.create_from(
        payin,
        "PAYOUT",
        "REPUDIATION",
        author_id=payin.author_id,
        debited_wallet_id=f"{Account.CREDIT}_{payin.currency}",
        debited_amount=amount - fees,
        fees_amount=-fees,
    )
    return transactions.succeed(repudiation)


def close_as(dispute: Dispute, result: str) -> None:
    """Close with WON, LOST or VOID; money comes back unless it is lost."""
    dispute.status, dispute.result, dispute.closed_date = "CLOSED", result, clock.now()
    dispute.save()
    notify(dispute.client_id, "DISPUTE_CLOSED", dispute.pk)
    if result == "LOST" or dispute.repudiation_id is None:
        return
    repudiation = Transaction.objects.get(pk=dispute.repudiation_id)
    refund = transactions.create_from(
        repudiation,
        "PAYIN",
        "REFUND",
        author_id=repudiation.author_id,
        credited_wallet_id=repudiation.debited_wallet_id,
        debited_amount=repudiation.credited_amount,
        fees_amount=-repudiation.fees_amount,
        details={"RefundReason": {"RefundReasonType": "OTHER", "RefundReasonMessage": "Dispute won"}},
    )
    transactions.succeed(refund)


@appointments.action("close_dispute")
def close_late(dispute_id: str) -> None:
    """The deadline passed without a contest."""
    dispute = Dispute.objects.get(pk=dispute_id)
    if dispute.status in OPEN:
        close_as(dispute, "LOST")


def find(call: Call) -> Dispute:
    """The dispute in the path."""
    return Dispute.find(call.client_id, call.ids["dispute_id"])


def view(call: Call) -> Answer:
    """GET /disputes/{id}."""
    return Answer(find(call).show())


def filtered(call: Call, **conditions) -> Answer:
    """A page of disputes by Status, DisputeType and dates."""
    rows = Dispute.objects.filter(client_id=call.client_id, **conditions)
    rows = call.chosen(rows, status="Status", dispute_type="DisputeType")
    return call.page(call.between(rows))


def view_all(call: Call) -> Answer:
    """GET /disputes."""
    return filtered(call)


def of_payin(call: Call) -> Answer:
    """GET /payins/{id}/disputes."""
    return filtered(call, payin_id=call.ids["payin_id"])


def of_wallet(call: Call) -> Answer:
    """GET /wallets/{id}/disputes."""
    return filtered(call, wallet_id=call.ids["wallet_id"])


def of_user(call: Call) -> Answer:
    """GET /users/{id}/disputes."""
    return filtered(call, user_id=call.user().pk)


def pending_settlement(call: Call) -> Answer:
    """GET /disputes/pendingsettlement: lost, and not settled in full."""
    lost = Dispute.objects.filter(client_id=call.client_id, result="LOST").exclude(repudiation_id=None)
    due = [dispute.pk for dispute in lost if dispute.disputed_amount > settled(dispute.repudiation_id)]
    return filtered(call, pk__in=due)


def settled(repudiation_id: str) -> int:
    """Cents already settled of a repudiation."""
    rows = Transaction.objects.filter(initial_id=repudiation_id, nature="SETTLEMENT")
    rows = rows.filter(status=Transaction.SUCCEEDED)
    return rows.aggregate(sum=Sum("debited_amount"))["sum"] or 0


def transactions_of(call: Call) -> Answer:
    """GET /disputes/{id}/transactions: the repudiation and what followed."""
    dispute = find(call)
    rows = Transaction.objects.filter(client_id=call.client_id, pk=dispute.repudiation_id)
    rows |= Transaction.objects.filter(client_id=call.client_id, initial_id=dispute.repudiation_id or "-")
    return call.page(rows, lambda row: row.summary())


def update(call: Call) -> Answer:
    """PUT /disputes/{id}: the tag."""
    dispute = find(call)
    fields = call.fields()
    tag = fields.tag()
    fields.check()
    dispute.tag = tag
    dispute.save(update_fields=["tag"])
    return Answer(dispute.show())


def submit(call: Call) -> Answer:
    """PUT /disputes/{id}/submit: contest; ContestedFunds may be left out the second time."""
    dispute = find(call)
    fields = call.fields()
    again = dispute.contested_amount is not None
    contested = fields.money("ContestedFunds", required=not again, lowest=1)
    if contested and contested.amount > dispute.disputed_amount:
        fields.note("ContestedFunds", "ContestedFunds cannot exceed DisputedFunds.")
    if contested and contested.currency != dispute.currency:
        fields.note("ContestedFunds", "ContestedFunds must have the currency of the dispute.")
    fields.check()
    if dispute.contest_deadline and dispute.contest_deadline < call.now:
        raise errors.refused("dispute_contest_deadline_passed", "The deadline to contest has passed.")
    if dispute.status not in OPEN:
        raise errors.refused("invalid_action", f"A dispute that is {dispute.status} cannot be contested.")
    if contested:
        dispute.contested_amount = contested.amount
    dispute.status = "SUBMITTED"
    dispute.save()
    notify(dispute.client_id, "DISPUTE_SUBMITTED", dispute.pk)
    appointments.schedule("send_to_bank", dispute.pk, options.current.delays.document)
    return Answer(dispute.show())


@appointments.action("send_to_bank")
def send_to_bank(dispute_id: str) -> None:
    """Mangopay hands the contest to the bank."""
    dispute = Dispute.objects.get(pk=dispute_id)
    if dispute.status == "SUBMITTED":
        dispute.status = "PENDING_BANK_ACTION"
        dispute.save(update_fields=["status"])
        notify(dispute.client_id, "DISPUTE_SENT_TO_BANK", dispute.pk)


def reopen(dispute: Dispute) -> None:
    """The bank asks for more evidence."""
    dispute.status = OPEN[1]
    dispute.contest_deadline = clock.now() + DAYS_TO_CONTEST * 86_400
    dispute.save()
    notify(dispute.client_id, "DISPUTE_FURTHER_ACTION_REQUIRED", dispute.pk)
    appointments.schedule("close_dispute", dispute.pk, DAYS_TO_CONTEST * 86_400)


def close(call: Call) -> Answer:
    """PUT /disputes/{id}/close: give up; LOST."""
    dispute = find(call)
    if dispute.status not in OPEN:
        raise errors.refused("invalid_action", f"A dispute that is {dispute.status} cannot be closed.")
    close_as(dispute, "LOST")
    return Answer(dispute.show())


def documents(call: Call) -> Answer:
    """GET /disputes/{id}/documents."""
    return call.page(DisputeDocument.objects.filter(dispute_id=find(call).pk))


def all_documents(call: Call) -> Answer:
    """GET /dispute-documents."""
    rows = DisputeDocument.objects.filter(client_id=call.client_id)
    return call.page(call.between(call.chosen(rows, status="Status", type="Type")))
