"""What a bank, an officer or Mangopay itself decides. Each refuses with 400 what can't be decided now."""

from .. import authentications, books, clock, errors, transactions
from ..models import (
    Account,
    Authentication,
    Dispute,
    Document,
    IdentityVerification,
    Setting,
    Transaction,
    UboDeclaration,
    User,
)
from ..notify import notify
from ..resources import bankwires, disputes, identity_verifications, kyc, payouts, ubo
from ..result_codes import MESSAGES

REFUSAL_TYPES = tuple(kyc.REFUSALS.values())
UBO_REASONS = ("MISSING_UBO", "WRONG_UBO_INFORMATION", "INVALID_DECLARED_UBO", "INVALID_UBO_DETAILS")
ACTION_CODES = tuple(f"0087{number:02d}" for number in range(1, 15))
CATEGORIES = ("PAYER", "OWNER", "PLATFORM")


def find(model, identifier: str, **conditions):
    """A row of any client, or 404."""
    row = model.objects.filter(pk=identifier, **conditions).first()
    if row is None:
        raise errors.not_found(identifier)
    return row


def require_status(row, *wanted: str) -> None:
    """400 unless the row is in one of these states."""
    if row.status not in wanted:
        raise errors.refused("invalid_action", f"{row.pk} is {row.status}, not {' or '.join(wanted)}.")


def choose(value, among, name: str):
    """One of the values, or 400."""
    if value not in among:
        raise errors.wrong_fields({name: f"One of: {', '.join(map(str, among))}"})
    return value


def document(document_id: str, status: str, reason: str | None = None, message: str | None = None) -> dict:
    """The officer validates or refuses a KYC document, whether it was asked for or lies open."""
    row = find(Document, document_id)
    require_status(row, "CREATED", "VALIDATION_ASKED")
    choose(status, ("VALIDATED", "REFUSED"), "status")
    refusal = choose(reason or "SPECIFIC_CASE", REFUSAL_TYPES, "reason") if status == "REFUSED" else None
    kyc.decide(row, refusal, message)
    return row.show()


def ubo_declaration(declaration_id: str, status: str, reason: str | None = None, message: str | None = None) -> dict:
    """The officer decides a declaration of owners."""
    row = find(UboDeclaration, declaration_id)
    require_status(row, "VALIDATION_ASKED")
    choose(status, ("VALIDATED", "INCOMPLETE", "REFUSED"), "status")
    ubo.decide(row, status, None if status == "VALIDATED" else reason or UBO_REASONS[0], message)
    return row.show()


def identity_verification(verification_id: str, status: str) -> dict:
    """The provider decides a hosted verification."""
    row = find(IdentityVerification, verification_id)
    identity_verifications.decide(row, choose(status, tuple(identity_verifications.EVENTS), "status"))
    return row.show()


def payout_succeed(payout_id: str) -> dict:
    """The bank made the payout."""
    row = find(Transaction, payout_id, type="PAYOUT", nature="REGULAR")
    require_status(row, Transaction.CREATED)
    return payouts.succeed(row).show()


def payout_fail(payout_id: str, result_code: str = "121999") -> dict:
    """The bank refused: the money is back in the wallet."""
    row = find(Transaction, payout_id, type="PAYOUT", nature="REGULAR")
    require_status(row, Transaction.CREATED)
    return transactions.fail(row, choose(result_code, tuple(MESSAGES), "result_code")).show()


def payout_return(payout_id: str, reason: str = "BANKACCOUNT_INCORRECT", message: str | None = None) -> dict:
    """The bank sends a successful payout back: a refund credits the wallet."""
    row = find(Transaction, payout_id, type="PAYOUT", nature="REGULAR")
    require_status(row, Transaction.SUCCEEDED)
    if Transaction.objects.filter(initial_id=row.pk, nature="REFUND").exists():
        raise errors.refused("invalid_action", "The payout was already returned.")
    return payouts.returned(row, choose(reason, payouts.RETURN_REASONS, "reason"), message).show()


def bankwire_settle(payin_id: str, amount: int | None = None) -> dict:
    """The wire arrived: money on the wallet."""
    row = find(Transaction, payin_id, type="PAYIN")
    require_status(row, Transaction.CREATED)
    if row.details.get("PaymentType") != "BANK_WIRE" or (amount is not None and amount < 1):
        raise errors.refused("invalid_action", "A bank wire of at least one cent is settled.")
    return bankwires.settle(row, amount).show()


def payin_fail(payin_id: str, result_code: str = "101109") -> dict:
    """A waiting pay-in fails, as after fifteen minutes."""
    row = find(Transaction, payin_id, type="PAYIN", nature="REGULAR")
    require_status(row, Transaction.CREATED)
    return transactions.fail(row, choose(result_code, tuple(MESSAGES), "result_code")).show()


def dispute_open(
    payin_id: str,
    type: str = "CONTESTABLE",
    reason: str = "FRAUD",
    amount: int | None = None,
) -> dict:
    """The buyer's bank disputes a pay-in, the whole or a part (cents)."""
    row = find(Transaction, payin_id, type="PAYIN", nature="REGULAR")
    require_status(row, Transaction.SUCCEEDED)
    choose(type, disputes.TYPES, "type")
    choose(reason, disputes.REASONS, "reason")
    amount = row.debited_amount if amount is None else amount
    if not 1 <= amount <= row.debited_amount:
        raise errors.invalid(amount="At least one cent, at most the pay-in.")
    if Dispute.objects.filter(payin_id=row.pk).exclude(status="CLOSED").exists():
        raise errors.refused("invalid_action", "The pay-in is already disputed.")
    return disputes.open_dispute(row, type, reason, amount).show()


def dispute_decide(dispute_id: str, result: str) -> dict:
    """The bank decides: WON, LOST, VOID, or REOPENED for more evidence."""
    row = find(Dispute, dispute_id)
    if row.status == "CLOSED":
        raise errors.refused("invalid_action", "The dispute is closed.")
    choose(result, ("WON", "LOST", "VOID", "REOPENED"), "result")
    if result == "REOPENED":
        disputes.reopen(row)
    else:
        disputes.close_as(row, result)
    return row.show()


def user_change(
    user_id: str,
    inflows_blocked: bool | None = None,
    outflows_blocked: bool | None = None,
    action_code: str | None = None,
    category: str | None = None,
    kyc_level: str | None = None,
) -> dict:
    """Mangopay blocks or unblocks a user, makes an owner PLATFORM, or verifies at once."""
    row = find(User, user_id)
    for name, wanted in (("inflows_blocked", inflows_blocked), ("outflows_blocked", outflows_blocked)):
        block(row, name, wanted)
    blocked = row.inflows_blocked or row.outflows_blocked
    row.action_code = (action_code or row.action_code or ACTION_CODES[0]) if blocked else None
    if category:
        row.user_category = choose(category, CATEGORIES, "category")
    row.save()
    if kyc_level and choose(kyc_level, ("LIGHT", "REGULAR"), "kyc_level") != row.kyc_level:
        row.kyc_level = kyc_level
        row.save(update_fields=["kyc_level"])
        notify(row.client_id, f"USER_KYC_{kyc_level}", row.pk)
    shown = ("user_category", "kyc_level", "user_status", "inflows_blocked", "outflows_blocked", "action_code")
    return {"id": row.pk} | {name: getattr(row, name) for name in shown}


def block(user: User, name: str, wanted: bool | None) -> None:
    """Set one direction, and tell if it changed."""
    if wanted is None or wanted == getattr(user, name):
        return
    setattr(user, name, wanted)
    event = name if wanted else name.replace("blocked", "unblocked")
    notify(user.client_id, f"USER_{event.upper()}", user.pk)


def user_authenticate(user_id: str, verdict: str = authentications.VALIDATED) -> dict:
    """Answer every open session of a user, as on their pages."""
    find(User, user_id)
    choose(verdict, (authentications.VALIDATED, authentications.FAILED, authentications.EXPIRED), "verdict")
    sessions = Authentication.objects.filter(user_id=user_id, status="PENDING").order_by("creation_date", "id")
    answered = [session.pk for session in sessions]
    for session in sessions:
        authentications.finish(session, verdict)
    return {"answered": answered}


def user_consent(user_id: str, given: bool = True) -> dict:
    """The user's consent to the proxy, given or withdrawn."""
    row = find(User, user_id)
    row.consent_date = clock.now() if given else None
    row.save(update_fields=["consent_date"])
    return {"id": row.pk, "consent_date": row.consent_date}


def wallet_block(wallet_id: str, blocked: bool = True) -> dict:
    """Block or unblock a wallet (008600)."""
    row = find(Account, wallet_id, funds_type=Account.WALLET)
    row.blocked = blocked
    row.save(update_fields=["blocked"])
    return {"id": row.pk, "blocked": row.blocked}


def fees_bill(client_id: str, currency: str = "EUR") -> dict:
    """The monthly bill: Mangopay empties the Fees Wallet and pays the rest to the platform."""
    account = Account.objects.filter(client_id=client_id, funds_type=Account.FEES, currency=currency).first()
    amount = account.balance if account else 0
    if amount > 0:
        paid_out = books.account_key(client_id, Account.PAID_OUT, currency)
        books.move(None, [(account.pk, -amount), (paid_out, amount)], "bill")
    return {"client_id": client_id, "currency": currency, "billed": amount}


def proxy(activated: bool = True) -> dict:
    """Whether Mangopay lets platforms act for their users."""
    Setting.write("proxy_activated", activated)
    return {"activated": activated}
