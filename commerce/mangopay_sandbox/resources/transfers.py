"""Transfers between wallets: who may pay whom, and when the payer authenticates."""

from .. import appointments, authentications, books, errors, options, transactions
from ..call import Answer, Call
from ..fields import Fields
from ..models import Account, Authentication, Transaction, User
from ..models.people import PAYER
from . import payins

AUTHENTICATED_FROM = 50_001
CONTEXTS = (authentications.PRESENT, authentications.NOT_PRESENT)


def create(call: Call) -> Answer:
    """POST /transfers: SUCCEEDED, FAILED, or CREATED until the payer authenticates."""
    fields = call.fields()
    author = payins.author(call, fields)
    debited = payins.wallet(call, fields, "DebitedWalletId")
    credited = payins.wallet(call, fields)
    paid, fees = payins.funds(fields)
    context = fields.text("ScaContext", among=CONTEXTS)
    check_people(fields, author, debited, credited)
    tag = fields.tag()
    fields.check()
    payins.same_currency(paid.currency, debited.currency, credited.currency)
    receiver = User.objects.get(pk=credited.owner_id)
    asked = authentication(author, receiver, context, paid.amount)
    transfer = transactions.create(
        call.client_id,
        "TRANSFER",
        tag=tag,
        author_id=author.pk,
        credited_user_id=receiver.pk,
        debited_wallet_id=debited.pk,
        credited_wallet_id=credited.pk,
        currency=paid.currency,
        debited_amount=paid.amount,
        fees_amount=fees.amount,
        details={"ScaContext": context},
    )
    refusal = refusal_of(transfer, author, receiver, debited, credited) or books.shortage(transfer)
    if refusal or not asked:
        return Answer(show(conclude(transfer, refusal), call))
    authentications.begin(call, author, "TRANSFER", transfer.pk)
    return Answer(show(transfer, call))


def conclude(transfer: Transaction, refusal: str | None) -> Transaction:
    """Fail, or succeed now, or (if the server was told to) a moment later."""
    if not refusal and options.current.delays.transfer:
        appointments.schedule("execute_transfer", transfer.pk, options.current.delays.transfer)
        return transfer
    return transactions.attempt(transfer, refusal)


@appointments.action("execute_transfer")
def execute(transfer_id: str) -> None:
    """A transfer that stayed CREATED for a moment."""
    transactions.attempt(Transaction.objects.get(pk=transfer_id))


def check_people(fields: Fields, author: User, debited: Account, credited: Account) -> None:
    """The author owns the debited wallet; CreditedUserId, if sent, owns the other."""
    if author and debited and debited.owner_id != author.pk:
        fields.note("AuthorId", "The author is not the owner of the debited wallet.")
    beneficiary = fields.identifier("CreditedUserId", required=False)
    if credited and beneficiary and beneficiary != credited.owner_id:
        fields.note("CreditedUserId", "CreditedUserId is not the owner of the credited wallet.")


def refusal_of(transfer: Transaction, author: User, receiver: User, debited: Account, credited: Account) -> str | None:
    """The result code that a rule gives, or None."""
    if debited.pk == credited.pk:
        return "101108"
    if transfer.credited_amount == 0:
        return "001014"
    if author.user_status == "CLOSED":
        return "002601"
    if receiver.user_status == "CLOSED":
        return "002602"
    if author.pk != receiver.pk and receiver.user_category == PAYER:
        return "002701" if author.user_category == PAYER else "002702"
    if debited.blocked or credited.blocked:
        return "008600"
    return "008700" if author.outflows_blocked or receiver.inflows_blocked else None


def authentication(author: User, receiver: User, context: str | None, amount: int) -> bool:
    """Whether the payer must authenticate; 403 if a proxy acts without consent."""
    if not author.authenticates or author.pk == receiver.pk or receiver.user_category == PAYER:
        return False
    if authentications.context(context) == authentications.NOT_PRESENT:
        authentications.require_consent(author)
        return False
    return amount >= AUTHENTICATED_FROM


@authentications.outcome("TRANSFER")
def after_authentication(session: Authentication, verdict: str) -> None:
    """The payer authenticated (go on), failed (007101) or let it expire (007102)."""
    transfer = Transaction.objects.get(pk=session.object_id)
    if transfer.status != Transaction.CREATED:
        return
    refusal = {"FAILED": "007101", "EXPIRED": "007102"}.get(verdict)
    transactions.attempt(transfer, refusal)


def show(transfer: Transaction, call: Call) -> dict:
    """The transfer; PendingUserAction only while the payer is awaited."""
    action = None
    if transfer.status == Transaction.CREATED:
        action = authentications.pending(call.base, transfer.pk)
    return transfer.show() | {"PendingUserAction": action}


def view(call: Call) -> Answer:
    """GET /transfers/{id}."""
    return Answer(show(find(call), call))


def find(call: Call) -> Transaction:
    """The transfer in the path."""
    return Transaction.of_kind(call.client_id, call.ids["transfer_id"], "TRANSFER")


def refuse_wrong_author(initial: Transaction, author: User) -> None:
    """400 unless the author is the initial transaction's."""
    if author.pk != initial.author_id:
        raise errors.invalid(AuthorId="The author is not the author of the initial transaction.")
