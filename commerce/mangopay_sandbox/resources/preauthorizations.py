"""Preauthorisations (7 days, several captures) and deposits (29.5 days, one capture)."""

from .. import appointments, card_numbers, errors, result_codes, transactions
from ..call import Answer, Call
from ..models import Card, Preauthorization, Transaction
from ..notify import notify
from . import card_payins, payins

SECONDS_KEPT = 7 * 86_400
SECONDS_DEPOSIT = int(29.5 * 86_400)


def show(row: Preauthorization) -> dict:
    """The preauthorisation as the API shows it."""
    return (
        row.header()
        | {
            "AuthorId": row.author_id,
            "CardId": row.card_id,
            "DebitedFunds": {"Currency": row.currency, "Amount": row.amount},
            "RemainingFunds": {"Currency": row.currency, "Amount": row.remaining},
            "Status": row.status,
            "PaymentStatus": row.payment_status,
            "ResultCode": row.result_code,
            "ResultMessage": result_codes.message(row.result_code),
            "ExpirationDate": row.expiration_date,
            "PaymentType": "CARD",
            "ExecutionType": "DIRECT",
            "MultiCapture": not row.deposit,
        }
        | row.details
    )


def create(call: Call, deposit: bool) -> Answer:
    """Ask the card's bank to keep money ready."""
    fields = call.fields()
    author, card = payins.author(call, fields), card_payins.find_card(call, fields)
    paid, details = fields.money("DebitedFunds", lowest=1), card_payins.secure_details(fields)
    tag = fields.tag()
    fields.check()
    payins.same_currency(paid.currency, card.currency)
    details |= {"CardInfo": card_payins.card_info(card.alias[:6], card.alias), "PayInId": None}
    row = Preauthorization.add(
        call.client_id,
        tag=tag,
        author_id=author.pk,
        card_id=card.pk,
        currency=paid.currency,
        amount=paid.amount,
        expiration_date=call.now + (SECONDS_DEPOSIT if deposit else SECONDS_KEPT),
        deposit=deposit,
        details=details,
    )
    ask_bank(call, row, card)
    return Answer(show(row))


def ask_bank(call: Call, row: Preauthorization, card: Card) -> None:
    """Refuse, ask for 3-D Secure, or decide."""
    refusal = card_payins.card_refusal(card, row.author_id, call.now)
    outcome = refusal or card.details["Outcome"]
    if not refusal and card_payins.needs_challenge(row.details["SecureMode"], outcome):
        row.details |= {"SecureModeNeeded": True, "SecureModeRedirectURL": f"{call.base}/3ds/{row.pk}"}
        row.save()
        appointments.schedule("expire_kept_challenge", row.pk, card_payins.SECONDS_TO_PAY)
        return
    conclude(row, outcome)


def conclude(row: Preauthorization, outcome: str) -> None:
    """SUCCEEDED with the money ready, or FAILED."""
    accepted = outcome in (card_numbers.SUCCESS, card_numbers.CHALLENGE)
    row.status = "SUCCEEDED" if accepted else "FAILED"
    row.result_code = "000000" if accepted else outcome
    row.remaining = row.amount if accepted else 0
    row.payment_status = "WAITING" if accepted else "CANCELED"
    row.save()
    notify(row.client_id, f"PREAUTHORIZATION_{row.status}", row.pk)
    if accepted:
        notify(row.client_id, "PREAUTHORIZATION_PAYMENT_WAITING", row.pk)
        appointments.schedule("expire_preauthorization", row.pk, row.expiration_date - row.creation_date)


def answer_challenge(row: Preauthorization, accepted: bool) -> None:
    """The holder confirmed to the bank, or refused."""
    if row.status == "CREATED":
        conclude(row, "000000" if accepted else "101301")


@appointments.action("expire_kept_challenge")
def expire_challenge(identifier: str) -> None:
    """The 3-D Secure page was never answered."""
    row = Preauthorization.objects.get(pk=identifier)
    if row.status == "CREATED":
        conclude(row, "101304")


@appointments.action("expire_preauthorization")
def expire(identifier: str) -> None:
    """The bank keeps the money ready no longer."""
    row = Preauthorization.objects.get(pk=identifier)
    if row.payment_status == "WAITING":
        set_payment_status(row, "EXPIRED")


def set_payment_status(row: Preauthorization, status: str) -> None:
    """Nothing more to capture, and tell."""
    row.payment_status, row.remaining = status, 0
    row.save()
    notify(row.client_id, f"PREAUTHORIZATION_PAYMENT_{status}", row.pk)


def create_preauthorization(call: Call) -> Answer:
    """POST /preauthorizations/card/direct."""
    return create(call, deposit=False)


def create_deposit(call: Call) -> Answer:
    """POST /deposit-preauthorizations/card/direct."""
    return create(call, deposit=True)


def find(call: Call) -> Preauthorization:
    """The preauthorisation in the path."""
    return Preauthorization.find(call.client_id, call.ids["preauthorization_id"])


def view(call: Call) -> Answer:
    """GET /[deposit-]preauthorizations/{id}."""
    return Answer(show(find(call)))


def update(call: Call) -> Answer:
    """PUT …/{id}: PaymentStatus CANCELED."""
    row = find(call)
    fields = call.fields()
    fields.text("PaymentStatus", required=True, among=("CANCELED", "NO_SHOW_REQUESTED"))
    fields.check()
    if row.payment_status != "WAITING":
        raise errors.refused("invalid_action", f"The payment is {row.payment_status}.")
    set_payment_status(row, "CANCELED")
    return Answer(show(row))


def of_user(call: Call) -> Answer:
    """GET /users/{id}/preauthorizations."""
    return filtered(call, Preauthorization.objects.filter(author_id=call.user().pk))


def of_card(call: Call) -> Answer:
    """GET /cards/{id}/preauthorizations."""
    card = Card.find(call.client_id, call.ids["card_id"])
    return filtered(call, Preauthorization.objects.filter(card_id=card.pk))


def filtered(call: Call, rows) -> Answer:
    """A page by Status, PaymentStatus and ResultCode."""
    rows = call.chosen(rows, status="Status", payment_status="PaymentStatus", result_code="ResultCode")
    return call.page(rows, show)


def capture(call: Call, name: str, deposit: bool) -> Answer:
    """A pay-in out of the money kept ready; above it: 001505."""
    fields = call.fields()
    identifier = fields.identifier(name)
    columns = payins.common(call, fields)
    row = Preauthorization.objects.filter(
        pk=identifier, client_id=call.client_id, deposit=deposit, status="SUCCEEDED"
    ).first()
    if row is None:
        raise errors.wrong_fields({name: f"The preauthorization {identifier} does not exist or failed."})
    if row.payment_status != "WAITING":
        raise errors.refused("invalid_action", f"The payment is {row.payment_status}.")
    payins.same_currency(row.currency, columns["currency"])
    details = {name: row.pk, "SecureMode": "DEFAULT", "SecureModeReturnURL": None, "Culture": None}
    payin = payins.open_payin(call, "PREAUTHORIZED", "DIRECT", columns, details, card_id=row.card_id)
    refusal = payins.refusal(columns) or ("001505" if payin.debited_amount > row.remaining else None)
    transactions.attempt(payin, refusal)
    if payin.status == Transaction.SUCCEEDED:
        spend(row, payin)
    return Answer(payin.show())


def spend(row: Preauthorization, payin: Transaction) -> None:
    """Less is ready now; a deposit is captured once."""
    row.details["PayInId"] = payin.pk
    row.remaining -= payin.debited_amount
    row.save()
    if row.deposit or row.remaining == 0:
        set_payment_status(row, "VALIDATED")


def capture_preauthorization(call: Call) -> Answer:
    """POST /payins/preauthorized/direct."""
    return capture(call, "PreauthorizationId", deposit=False)


def capture_deposit(call: Call) -> Answer:
    """POST /payins/deposit-preauthorized/direct/full-capture."""
    return capture(call, "DepositId", deposit=True)


def transactions_of(call: Call) -> Answer:
    """GET /[deposit-]preauthorizations/{id}/transactions."""
    row = find(call)
    name = "DepositId" if row.deposit else "PreauthorizationId"
    rows = Transaction.objects.filter(card_id=row.card_id, **{f"details__{name}": row.pk})
    return call.page(rows, lambda found: found.summary())
