"""Card pay-ins: on Mangopay's page (web) or with a registered card (direct)."""

from collections.abc import Callable

from .. import appointments, card_numbers, transactions
from ..call import Answer, Call
from ..fields import Fields
from ..models import Card, Transaction
from . import payins

SECONDS_TO_PAY = 900
# Called with every card pay-in that its bank has decided.
FOLLOWERS: list[Callable[[Transaction], None]] = []
CARD_TYPES = frozenset(
    [
        "CB_VISA_MASTERCARD",
        "AMEX",
        "MAESTRO",
        "BCMC",
        "DINERS",
        "MASTERPASS",
        "P24",
        "IDEAL",
        "PAYLIB",
        "GIROPAY",
        "SOFORT",
    ]
)


def create_web(call: Call) -> Answer:
    """POST /payins/card/web: CREATED with the address of the payment page, for fifteen minutes."""
    fields = call.fields()
    return_url, details = fields.url("ReturnURL"), web_details(fields)
    columns = payins.common(call, fields)
    payin = payins.open_payin(call, "CARD", "WEB", columns, details)
    payin.details |= {
        "ReturnURL": payins.with_parameter(return_url, transactionId=payin.pk),
        "RedirectURL": f"{call.base}/payment/{payin.pk}",
    }
    payin.save(update_fields=["details"])
    if code := payins.refusal(columns):
        return Answer(transactions.fail(payin, code).show())
    appointments.schedule("expire_payment_page", payin.pk, SECONDS_TO_PAY)
    return Answer(payin.show())


def web_details(fields: Fields) -> dict:
    """The fields of the payment page."""
    return {
        "CardType": fields.text("CardType", required=True, among=CARD_TYPES),
        "Culture": payins.culture(fields),
        "SecureMode": fields.text("SecureMode", among=payins.SECURE_MODES) or "DEFAULT",
        "StatementDescriptor": payins.descriptor(fields),
        "TemplateURL": None,
        "TemplateURLOptions": None,
        "Billing": fields.address_with_names("Billing"),
        "Shipping": fields.address_with_names("Shipping"),
        "Bic": None,
        "BankName": None,
    }


@appointments.action("expire_payment_page")
def expire_payment_page(payin_id: str) -> None:
    """Fifteen minutes are over: 101109; an unanswered 3-D Secure page ends likewise."""
    payin = Transaction.objects.get(pk=payin_id)
    if payin.status == Transaction.CREATED:
        transactions.fail(payin, "101109")


def needs_challenge(secure_mode: str, outcome: str) -> bool:
    """Whether the bank asks its client: card 4970105181818183 always, others when forced."""
    if outcome == card_numbers.CHALLENGE:
        return True
    return outcome == card_numbers.SUCCESS and secure_mode == "FORCE"


def pay(payin: Transaction, data: card_numbers.CardData, base: str) -> str | None:
    """Pay a CREATED web pay-in by card; return the 3-D Secure page if the bank wants one."""
    payin.details["CardInfo"] = card_info(data.bin, data.alias)
    if needs_challenge(payin.details["SecureMode"], data.outcome):
        payin.save(update_fields=["details"])
        return f"{base}/3ds/{payin.pk}"
    conclude(payin, data.outcome)
    return None


def conclude(payin: Transaction, outcome: str) -> Transaction:
    """Succeed or fail with the bank's answer."""
    accepted = outcome in (card_numbers.SUCCESS, card_numbers.CHALLENGE)
    transactions.attempt(payin, None if accepted else outcome)
    for follow in FOLLOWERS:
        follow(payin)
    return payin


def card_info(bin_number: str, alias: str) -> dict:
    """What the issuer tells of a card."""
    return {
        "BIN": bin_number,
        "IssuingBank": "Local Bank",
        "IssuerCountryCode": "FR",
        "Type": "DEBIT",
        "Brand": card_numbers.provider(alias),
        "SubType": None,
    }


def secure_details(fields: Fields) -> dict:
    """What every payment with a registered card tells of the buyer."""
    return {
        "SecureModeReturnURL": fields.url("SecureModeReturnURL"),
        "SecureModeRedirectURL": None,
        "SecureModeNeeded": False,
        "SecureMode": fields.text("SecureMode", among=payins.SECURE_MODES) or "DEFAULT",
        "StatementDescriptor": payins.descriptor(fields),
        "Culture": payins.culture(fields, required=False),
        "IpAddress": payins.ip_address(fields),
        "BrowserInfo": payins.browser_info(fields),
        "Billing": fields.address_with_names("Billing"),
        "Shipping": fields.address_with_names("Shipping"),
        "SecurityInfo": {"AVSResult": "NO_CHECK"},
        "Requested3DSVersion": "V2_1",
        "Applied3DSVersion": "V2_1",
        "PreferredCardNetwork": fields.text("PreferredCardNetwork", longest=20),
        "PaymentCategory": fields.text("PaymentCategory", longest=30) or "ECommerce",
        "RecurringPayinRegistrationId": None,
    }


def find_card(call: Call, fields: Fields) -> Card | None:
    """The registered card named in the body, or a note."""
    identifier = fields.identifier("CardId")
    card = identifier and Card.objects.filter(pk=identifier, client_id=call.client_id).first()
    if identifier and card is None:
        fields.note("CardId", f"The card {identifier} does not exist.")
    return card


def card_refusal(card: Card, author_id: str, now: int) -> str | None:
    """The code that refuses a card before its bank is asked."""
    if card.user_id != author_id:
        return "001023"
    if not card.active or card.validity == "INVALID":
        return "101410"
    return "101105" if card_numbers.has_expired(card.expiration_date, now) else None


def create_direct(call: Call) -> Answer:
    """POST /payins/card/direct: SUCCEEDED, FAILED, or CREATED with a 3-D Secure page."""
    fields = call.fields()
    card, details = find_card(call, fields), secure_details(fields)
    columns = payins.common(call, fields)
    payins.same_currency(columns["currency"], card.currency)
    details |= {"CardId": card.pk, "CardInfo": card_info(card.alias[:6], card.alias)}
    payin = payins.open_payin(call, "CARD", "DIRECT", columns, details, card_id=card.pk)
    refusal = payins.refusal(columns) or card_refusal(card, columns["author_id"], call.now)
    if refusal:
        return Answer(transactions.fail(payin, refusal).show())
    return Answer(charge(call, payin, card).show())


def charge(call: Call, payin: Transaction, card: Card) -> Transaction:
    """Ask the card's bank, or send its holder to the 3-D Secure page."""
    outcome = card.details["Outcome"]
    if needs_challenge(payin.details["SecureMode"], outcome):
        payin.details |= {
            "SecureModeNeeded": True,
            "SecureModeRedirectURL": f"{call.base}/3ds/{payin.pk}",
        }
        payin.save(update_fields=["details"])
        appointments.schedule("expire_challenge", payin.pk, SECONDS_TO_PAY)
        return payin
    conclude(payin, outcome)
    judge_card(card, payin.status)
    return payin


@appointments.action("expire_challenge")
def expire_challenge(payin_id: str) -> None:
    """The 3-D Secure page was never answered: 101304."""
    payin = Transaction.objects.get(pk=payin_id)
    if payin.status == Transaction.CREATED:
        transactions.fail(payin, "101304")


def judge_card(card: Card, status: str) -> None:
    """A card is VALID or INVALID by its first payment."""
    if card.validity == "UNKNOWN" and status != Transaction.CREATED:
        card.validity = "VALID" if status == Transaction.SUCCEEDED else "INVALID"
        card.save(update_fields=["validity"])


def answer_challenge(payin: Transaction, accepted: bool) -> None:
    """The holder confirmed the payment to the bank, or refused (101301)."""
    if payin.status != Transaction.CREATED:
        return
    conclude(payin, card_numbers.SUCCESS if accepted else "101301")
    if payin.card_id:
        judge_card(Card.objects.get(pk=payin.card_id), payin.status)
