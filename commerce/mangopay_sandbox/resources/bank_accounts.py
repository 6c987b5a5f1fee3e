"""Legacy bank accounts: an IBAN of a user, active at once."""

from .. import errors, ibans
from ..call import Answer, Call
from ..fields import Fields
from ..models import Recipient, Transaction


def show(account: Recipient) -> dict:
    """The account as the API shows it."""
    return account.header() | {
        "UserId": account.user_id,
        "Type": "IBAN",
        "OwnerName": account.details["OwnerName"],
        "OwnerAddress": account.details["OwnerAddress"],
        "IBAN": account.details["IBAN"],
        "BIC": account.details["BIC"],
        "Active": account.status == "ACTIVE",
    }


def create(call: Call) -> Answer:
    """POST /users/{id}/bankaccounts/iban."""
    user = call.user()
    fields = call.fields()
    details = read(fields)
    tag = fields.tag()
    fields.check()
    account = Recipient.add(
        call.client_id,
        tag=tag,
        user_id=user.pk,
        kind=Recipient.BANK_ACCOUNT,
        status="ACTIVE",
        details=details,
    )
    return Answer(show(account))


def read(fields: Fields) -> dict:
    """IBAN, BIC and holder."""
    iban, bic = fields.text("IBAN", required=True, longest=60), fields.text("BIC", longest=11)
    if iban and not ibans.is_iban(iban):
        fields.note("IBAN", "The IBAN is not valid.")
    if bic and not ibans.is_bic(bic):
        fields.note("BIC", "The BIC is not valid.")
    return {
        "OwnerName": fields.text("OwnerName", required=True),
        "OwnerAddress": fields.address("OwnerAddress", required=True),
        "IBAN": iban and ibans.cleaned(iban),
        "BIC": bic,
    }


def find(call: Call) -> Recipient:
    """The account in the path."""
    return Recipient.find(
        call.client_id, call.ids["account_id"], user_id=call.ids["user_id"], kind=Recipient.BANK_ACCOUNT
    )


def view(call: Call) -> Answer:
    """GET /users/{id}/bankaccounts/{id}."""
    return Answer(show(find(call)))


def of_user(call: Call) -> Answer:
    """GET /users/{id}/bankaccounts, by Active."""
    rows = Recipient.objects.filter(user_id=call.user().pk, kind=Recipient.BANK_ACCOUNT)
    wanted = call.query.get("Active", "").lower()
    if wanted in ("true", "false"):
        rows = rows.filter(status="ACTIVE" if wanted == "true" else "DEACTIVATED")
    return call.page(rows, show)


def update(call: Call) -> Answer:
    """PUT /users/{id}/bankaccounts/{id}: Active false is final."""
    account = find(call)
    fields = call.fields()
    active = fields.flag("Active", required=True)
    fields.check()
    if active and account.status != "ACTIVE":
        raise errors.invalid(Active="A deactivated bank account cannot be activated again.")
    if active is False:
        account.status = "DEACTIVATED"
        account.save(update_fields=["status"])
    return Answer(show(account))


def transactions(call: Call) -> Answer:
    """GET /bankaccounts/{id}/transactions: its payouts."""
    account = Recipient.find(call.client_id, call.ids["account_id"])
    rows = Transaction.objects.filter(client_id=call.client_id, type="PAYOUT", details__BankAccountId=account.pk)
    return call.page(rows, lambda row: row.summary())
