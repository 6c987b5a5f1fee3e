"""SEPA direct debits: a mandate confirmed on a page, then debits that take their time.

Test values: the author's FirstName (Penniless fails with 001830, Fickle disputes).
"""

from .. import appointments, errors, options, result_codes, transactions
from ..call import Answer, Call
from ..models import Mandate, Recipient, Transaction, User
from ..notify import notify
from . import disputes, payins


def show(mandate: Mandate) -> dict:
    """The mandate as the API shows it."""
    return (
        mandate.header()
        | {
            "UserId": mandate.user_id,
            "BankAccountId": mandate.bank_account_id,
            "Status": mandate.status,
            "ResultCode": mandate.result_code,
            "ResultMessage": result_codes.message(mandate.result_code),
            "Scheme": "SEPA",
            "MandateType": "DIRECT_DEBIT",
            "ExecutionType": "WEB",
            "DocumentURL": None,
            "BankReference": mandate.pk if mandate.status == "ACTIVE" else None,
        }
        | mandate.details
    )


def create(call: Call) -> Answer:
    """POST /mandates/directdebit/web: CREATED with a page where the user confirms."""
    fields = call.fields()
    identifier, culture = fields.identifier("BankAccountId"), payins.culture(fields)
    back, tag = fields.url("ReturnURL"), fields.tag()
    account = identifier and Recipient.objects.filter(pk=identifier, client_id=call.client_id).first()
    if identifier and account is None:
        fields.note("BankAccountId", f"The bank account {identifier} does not exist.")
    fields.check()
    mandate = Mandate.add(
        call.client_id, tag=tag, user_id=account.user_id, bank_account_id=account.pk, details={"Culture": culture}
    )
    mandate.details |= {
        "ReturnURL": payins.with_parameter(back, mandateId=mandate.pk),
        "RedirectURL": f"{call.base}/mandate/{mandate.pk}",
    }
    mandate.save(update_fields=["details"])
    notify(call.client_id, "MANDATE_CREATED", mandate.pk)
    return Answer(show(mandate))


def decide(mandate: Mandate, confirmed: bool) -> None:
    """The user confirmed on the page (SUBMITTED, then ACTIVE), or refused."""
    mandate.status = "SUBMITTED" if confirmed else "FAILED"
    mandate.result_code = "000000" if confirmed else "101002"
    mandate.save()
    notify(mandate.client_id, f"MANDATE_{mandate.status}", mandate.pk)
    if confirmed:
        appointments.schedule("activate_mandate", mandate.pk, options.current.delays.document)


@appointments.action("activate_mandate")
def activate(mandate_id: str) -> None:
    """The bank knows the mandate."""
    mandate = Mandate.objects.get(pk=mandate_id)
    if mandate.status == "SUBMITTED":
        mandate.status = "ACTIVE"
        mandate.save(update_fields=["status"])
        notify(mandate.client_id, "MANDATE_ACTIVATED", mandate.pk)


def find(call: Call) -> Mandate:
    """The mandate in the path."""
    return Mandate.find(call.client_id, call.ids["mandate_id"])


def view(call: Call) -> Answer:
    """GET /mandates/{id}."""
    return Answer(show(find(call)))


def view_all(call: Call) -> Answer:
    """GET /mandates."""
    return call.page(Mandate.objects.filter(client_id=call.client_id), show)


def of_user(call: Call) -> Answer:
    """GET /users/{id}/mandates, also of one bank account or recipient."""
    rows = Mandate.objects.filter(user_id=call.user().pk)
    if "account_id" in call.ids:
        rows = rows.filter(bank_account_id=call.ids["account_id"])
    return call.page(rows, show)


def cancel(call: Call) -> Answer:
    """PUT /mandates/{id}/cancel."""
    mandate = find(call)
    if mandate.status not in ("SUBMITTED", "ACTIVE"):
        raise errors.refused("invalid_action", f"A mandate that is {mandate.status} cannot be cancelled.")
    mandate.status, mandate.result_code = "FAILED", "101002"
    mandate.save()
    notify(mandate.client_id, "MANDATE_FAILED", mandate.pk)
    return Answer(show(mandate))


def transactions_of(call: Call) -> Answer:
    """GET /mandates/{id}/transactions."""
    rows = Transaction.objects.filter(client_id=call.client_id, details__MandateId=find(call).pk)
    return call.page(rows, lambda row: row.summary())


def debit(call: Call) -> Answer:
    """POST /payins/directdebit/direct: CREATED until the bank clears it."""
    fields = call.fields()
    identifier, descriptor = fields.identifier("MandateId"), payins.descriptor(fields)
    columns = payins.common(call, fields)
    mandate = Mandate.objects.filter(pk=identifier, client_id=call.client_id).first()
    if mandate is None or mandate.status not in ("SUBMITTED", "ACTIVE"):
        raise errors.invalid(MandateId=f"The mandate {identifier} does not exist or is not active.")
    if mandate.user_id != columns["author_id"]:
        raise errors.invalid(AuthorId="The author is not the owner of the mandate.")
    details = {
        "MandateId": mandate.pk,
        "StatementDescriptor": descriptor,
        "ChargeDate": call.now + 2 * 86_400,
        "Culture": mandate.details["Culture"],
    }
    payin = payins.open_payin(call, "DIRECT_DEBIT", "DIRECT", columns, details)
    if code := payins.refusal(columns):
        return Answer(transactions.fail(payin, code).show())
    appointments.schedule("clear_debit", payin.pk, options.current.delays.document)
    return Answer(payin.show())


@appointments.action("clear_debit")
def clear(payin_id: str) -> None:
    """The bank pays, or not, by the author's first name."""
    payin = Transaction.objects.get(pk=payin_id)
    if payin.status != Transaction.CREATED:
        return
    name = User.objects.get(pk=payin.author_id).details.get("FirstName")
    transactions.attempt(payin, "001830" if name == "Penniless" else None)
    if name == "Fickle":
        disputes.open_dispute(payin, "NOT_CONTESTABLE", "LATE_FAILURE_CONTACT_USER", payin.debited_amount)
