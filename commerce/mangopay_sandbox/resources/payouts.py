"""Payouts: money leaves a wallet for a bank account, and sometimes comes back."""

from .. import appointments, books, ibans, options, transactions
from ..call import Answer, Call
from ..fields import Fields
from ..models import Recipient, Transaction, User
from ..models.people import PAYER
from ..notify import notify
from . import payins

SECONDS_TO_EXPIRE = 7 * 86_400
MODES = ("STANDARD", "INSTANT_PAYMENT", "INSTANT_PAYMENT_ONLY", "RTGS_PAYMENT")
RETURN_REASONS = (
    "AC06_BLOCKED_BANKACCOUNT",
    "AG01_FORBIDDEN_TRANSACTION",
    "BANKACCOUNT_HAS_BEEN_CLOSED",
    "BANKACCOUNT_INCORRECT",
    "OWNER_DOT_NOT_MATCH_BANKACCOUNT",
    "RC01_INVALIDE_BIC",
    "RR03_BENEFICIARY_NAME_OR_ADDRESS_MISSING",
    "MS02_BENEFICIARY_ORDER",
    "MS03_NOT_SPECIFIED",
    "MD07_BENEFICIARY_IS_DECEASED",
    "FOCR_RECALLED",
    "INITIALIZED_BY_MANGOPAY",
    "OTHER",
)


def find_recipient(call: Call, fields: Fields) -> Recipient | None:
    """The recipient that BankAccountId names; PENDING and CANCELED ones are refused with 400."""
    identifier = fields.identifier("BankAccountId")
    if identifier is None:
        return None
    found = Recipient.objects.filter(pk=identifier, client_id=call.client_id).first()
    if found is None:
        return fields.note("BankAccountId", f"The bank account {identifier} does not exist.")
    if found.status in ("PENDING", "CANCELED"):
        return fields.note("BankAccountId", f"The recipient is {found.status}.")
    return found


def payment_reference(call: Call, fields: Fields) -> dict | None:
    """PaymentRef: the bank wire that this payout gives back."""
    inner = fields.nested("PaymentRef")
    if inner is None:
        return None
    reason = inner.text("ReasonType", required=True, among=("PAYIN_REFUND",))
    reference = inner.identifier("ReferenceId")
    known = Transaction.objects.filter(pk=reference, client_id=call.client_id, type="PAYIN").exists()
    if reference and not known:
        inner.note("ReferenceId", f"The pay-in {reference} does not exist.")
    return {"ReasonType": reason, "ReferenceId": reference}


def read(call: Call) -> tuple[dict, Recipient, str | None]:
    """Columns out of the body, the recipient, and the code that refuses."""
    fields = call.fields()
    author = payins.author(call, fields)
    wallet = payins.wallet(call, fields, "DebitedWalletId")
    recipient = find_recipient(call, fields)
    paid, fees = payins.funds(fields)
    mode = fields.text("PayoutModeRequested", among=MODES) or "STANDARD"
    reference, wire = payment_reference(call, fields), fields.text("BankWireRef", longest=140)
    tag = fields.tag()
    fields.check()
    payins.same_currency(paid.currency, wallet.currency)
    details = {
        "PaymentType": "BANK_WIRE",
        "BankAccountId": recipient.pk,
        "BankWireRef": wire,
        "ModeRequested": mode,
        "PayoutModeRequested": mode,
        "ModeApplied": "STANDARD" if mode == "STANDARD" else "PENDING_RESPONSE",
        "FallbackReason": None,
        "PaymentRef": reference,
        "RecipientVerificationOfPayee": recipient.details.get("RecipientVerificationOfPayee"),
    }
    columns = {
        "tag": tag,
        "author_id": author.pk,
        "debited_wallet_id": wallet.pk,
        "currency": paid.currency,
        "debited_amount": paid.amount,
        "fees_amount": fees.amount,
        "details": details,
    }
    return columns, recipient, refusal(author, wallet, recipient, columns)


def refusal(author: User, wallet, recipient: Recipient, columns: dict) -> str | None:
    """The result code that a rule gives, or None; the first that holds."""
    payer = author.user_category == PAYER
    rules = {
        "121002": wallet.owner_id != author.pk,
        "001014": columns["fees_amount"] == columns["debited_amount"],
        "002601": author.user_status == "CLOSED",
        "002701": payer and columns["details"]["PaymentRef"] is None,
        "121007": recipient.user_id != author.pk,
        "121006": recipient.status == "DEACTIVATED",
        "002997": not payer and author.kyc_level != "REGULAR",
        "008600": wallet.blocked,
        "008700": author.outflows_blocked,
    }
    return next((code for code, holds in rules.items() if holds), None)


def create(call: Call) -> Answer:
    """POST /payouts/bankwire: CREATED with the money held, or FAILED at once."""
    columns, recipient, code = read(call)
    payout = transactions.create(call.client_id, "PAYOUT", **columns)
    code = code or books.shortage(payout)
    if code:
        return Answer(transactions.fail(payout, code).show())
    books.hold(payout)
    apply_mode(payout, recipient)
    payout.save()
    if payout.status == Transaction.CREATED:
        await_bank(payout)
    return Answer(payout.show())


def iban_of(recipient: Recipient) -> str | None:
    """The IBAN of a recipient or of a legacy bank account."""
    local = (recipient.details.get("LocalBankTransfer") or {}).get("EUR")
    return (local or recipient.details).get("IBAN")


def apply_mode(payout: Transaction, recipient: Recipient) -> None:
    """An instant payout is made instantly, falls back, or (ONLY) fails with 130001."""
    mode = payout.details["ModeRequested"]
    if mode == "RTGS_PAYMENT":
        payout.details["ModeApplied"] = mode
    if not mode.startswith("INSTANT"):
        return
    if iban_of(recipient) != ibans.INSTANT_FALLBACK_IBAN:
        payout.details["ModeApplied"] = "INSTANT_PAYMENT"
        return
    payout.details["ModeApplied"] = "STANDARD"
    payout.details["FallbackReason"] = {"Code": "001999", "Message": "Generic Operation error"}
    if mode == "INSTANT_PAYMENT_ONLY":
        transactions.fail(payout, "130001")
    notify(payout.client_id, f"INSTANT_PAYOUT_{'FAILED' if payout.status == 'FAILED' else 'FALLBACKED'}", payout.pk)


def await_bank(payout: Transaction) -> None:
    """The bank succeeds after its usual delay, or somebody decides within seven days."""
    delay = options.current.delays.payout
    if delay is None:
        appointments.schedule("expire_payout", payout.pk, SECONDS_TO_EXPIRE)
    else:
        appointments.schedule("settle_payout", payout.pk, delay)


@appointments.action("settle_payout")
def settle(payout_id: str) -> None:
    """The bank made the payout."""
    succeed(Transaction.objects.get(pk=payout_id))


@appointments.action("expire_payout")
def expire(payout_id: str) -> None:
    """Nobody decided for seven days: 121009."""
    payout = Transaction.objects.get(pk=payout_id)
    if payout.status == Transaction.CREATED:
        transactions.fail(payout, "121009")


def succeed(payout: Transaction) -> Transaction:
    """The money arrived at the bank account."""
    if payout.status != Transaction.CREATED:
        return payout
    if payout.details["ModeApplied"] == "INSTANT_PAYMENT":
        notify(payout.client_id, "INSTANT_PAYOUT_SUCCEEDED", payout.pk)
    return transactions.succeed(payout)


def returned(payout: Transaction, reason: str, message: str | None) -> Transaction:
    """The bank sends a successful payout back: a refund that credits the wallet."""
    refund = transactions.create_from(
        payout,
        "PAYIN",
        "REFUND",
        author_id=payout.author_id,
        credited_user_id=payout.author_id,
        credited_wallet_id=payout.debited_wallet_id,
        debited_amount=payout.credited_amount,
        details={"RefundReason": {"RefundReasonType": reason, "RefundReasonMessage": message}},
    )
    return transactions.succeed(refund)


def view(call: Call) -> Answer:
    """GET /payouts/{id} and /payouts/bankwire/{id}."""
    return Answer(Transaction.of_kind(call.client_id, call.ids["payout_id"], "PAYOUT").show())


def reachability(call: Call) -> Answer:
    """POST /payouts/reachability: whether an instant payout can be made."""
    _, recipient, code = read(call)
    reachable = iban_of(recipient) != ibans.INSTANT_FALLBACK_IBAN and code is None
    reason = None
    if not reachable:
        reason = {"Code": code or "001999", "Message": "The instant payment is impossible"}
    return Answer({"InstantPayout": {"IsReachable": reachable, "UnreachableReason": reason}})
