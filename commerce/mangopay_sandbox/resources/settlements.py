"""Repudiations, and the transfers that settle a lost dispute from the user's wallet."""

from .. import errors, transactions
from ..call import Answer, Call
from ..models import Account, Dispute, Transaction
from . import disputes, payins


def repudiation_of(call: Call) -> Transaction:
    """The repudiation in the path."""
    return Transaction.of_kind(call.client_id, call.ids["repudiation_id"], "PAYOUT", "REPUDIATION")


def view_repudiation(call: Call) -> Answer:
    """GET /repudiations/{id}."""
    repudiation = repudiation_of(call)
    disputed = repudiation.money(repudiation.credited_amount)
    return Answer(repudiation.show() | {"DisputedFunds": disputed})


def create(call: Call) -> Answer:
    """POST /repudiations/{id}/settlementtransfer: in parts, once the dispute is lost."""
    repudiation = repudiation_of(call)
    dispute = Dispute.objects.get(repudiation_id=repudiation.pk)
    fields = call.fields()
    author = payins.author(call, fields)
    paid, fees = fields.money("DebitedFunds", lowest=1), fields.money("Fees")
    tag = fields.tag()
    fields.check()
    payins.same_currency(paid.currency, fees.currency, repudiation.currency)
    if dispute.status != "CLOSED" or dispute.result != "LOST":
        raise errors.refused("invalid_action", "Only a lost dispute is settled.")
    wallet = Account.objects.get(pk=dispute.wallet_id)
    if wallet.owner_id != author.pk:
        raise errors.invalid(AuthorId="The author is not the owner of the debited wallet.")
    settlement = transactions.create_from(
        repudiation,
        "TRANSFER",
        "SETTLEMENT",
        tag=tag,
        author_id=author.pk,
        debited_wallet_id=wallet.pk,
        credited_wallet_id=repudiation.debited_wallet_id,
        debited_amount=paid.amount,
        fees_amount=fees.amount,
        details={"RepudiationId": repudiation.pk},
    )
    return Answer(transactions.attempt(settlement, refusal(dispute, settlement)).show())


def refusal(dispute: Dispute, settlement: Transaction) -> str | None:
    """003012 all settled, 003010 above what is due, 003011 fees not below the funds."""
    due = dispute.disputed_amount - disputes.settled(dispute.repudiation_id)
    if due <= 0:
        return "003012"
    if settlement.debited_amount > due:
        return "003010"
    return "003011" if settlement.fees_amount >= settlement.debited_amount else None


def view(call: Call) -> Answer:
    """GET /settlements/{id}."""
    found = Transaction.of_kind(call.client_id, call.ids["settlement_id"], "TRANSFER", "SETTLEMENT")
    return Answer(found.show())
