"""Recurring card payments: a registration, one payment with the customer (CIT), more without (MIT).

Test values: 33501 cents, and the registration's Billing.AddressLine2.
"""

from .. import errors, transactions
from ..call import Answer, Call
from ..fields import Money
from ..models import Card, RecurringRegistration, Transaction
from ..notify import notify
from . import card_payins, payins

MOST_PAYMENTS = 99
MAGIC_AMOUNT = 33_501
MAGIC = {"01100": "101101", "01116": "101199", "01125": "101106", "01131": "101305", "03022": "101301"}
FREQUENCIES = (
    "Daily",
    "Weekly",
    "TwiceAMonth",
    "Monthly",
    "Bimonthly",
    "Quarterly",
    "Semiannual",
    "Annual",
    "Biannual",
)


def register(call: Call) -> Answer:
    """POST /recurringpayinregistrations."""
    fields = call.fields()
    author, card = payins.author(call, fields), card_payins.find_card(call, fields)
    wallet = payins.wallet(call, fields)
    first, fees = payins.funds(fields, "FirstTransactionDebitedFunds", "FirstTransactionFees")
    details = {
        "FirstTransactionDebitedFunds": first and first._asdict(),
        "FirstTransactionFees": fees and fees._asdict(),
        "NextTransactionDebitedFunds": read_money(fields, "NextTransactionDebitedFunds"),
        "NextTransactionFees": read_money(fields, "NextTransactionFees"),
        "Billing": fields.address_with_names("Billing"),
        "Shipping": fields.address_with_names("Shipping"),
        "Frequency": fields.text("Frequency", among=FREQUENCIES),
        "EndDate": fields.number("EndDate"),
        "FixedNextAmount": bool(fields.flag("FixedNextAmount")),
        "FractionedPayment": bool(fields.flag("FractionedPayment")),
        "Migration": bool(fields.flag("Migration")),
        "FreeCycles": fields.number("FreeCycles", lowest=0) or 0,
    }
    tag = fields.tag()
    fields.check()
    payins.same_currency(first.currency, wallet.currency, card.currency)
    registration = RecurringRegistration.add(
        call.client_id,
        tag=tag,
        author_id=author.pk,
        card_id=card.pk,
        credited_wallet_id=wallet.pk,
        details=details | {"CreditedUserId": wallet.owner_id},
    )
    notify(call.client_id, "RECURRING_REGISTRATION_CREATED", registration.pk)
    return Answer(show(registration))


def read_money(fields, name: str) -> dict | None:
    """An optional amount."""
    money = fields.money(name, required=False)
    return money and money._asdict()


def shown_money(stored: dict | None) -> dict | None:
    """A stored amount as the API writes it."""
    return stored and {"Currency": stored["currency"], "Amount": stored["amount"]}


def show(registration: RecurringRegistration) -> dict:
    """The registration with its current state."""
    details = dict(registration.details)
    money = [name for name in details if name.endswith(("DebitedFunds", "Fees"))]
    details |= {name: shown_money(details[name]) for name in money}
    currency = registration.details["FirstTransactionDebitedFunds"]["currency"]
    return (
        registration.header()
        | {
            "Status": registration.status,
            "AuthorId": registration.author_id,
            "CardId": registration.card_id,
            "CreditedWalletId": registration.credited_wallet_id,
            "CycleNumber": None,
            "TotalAmount": None,
            "RecurringType": "CUSTOM",
            "PaymentType": "CARD_DIRECT",
            "CurrentState": {
                "PayinsLinked": registration.payins,
                "CumulatedDebitedAmount": {"Currency": currency, "Amount": registration.cumulated_debited},
                "CumulatedFeesAmount": {"Currency": currency, "Amount": registration.cumulated_fees},
                "LastPayinId": registration.last_payin_id,
            },
        }
        | details
    )


def find(call: Call) -> RecurringRegistration:
    """The registration in the path."""
    return RecurringRegistration.find(call.client_id, call.ids["registration_id"])


def view(call: Call) -> Answer:
    """GET /recurringpayinregistrations/{id}."""
    return Answer(show(find(call)))


def update(call: Call) -> Answer:
    """PUT /recurringpayinregistrations/{id}: ENDED, or new addresses."""
    registration = find(call)
    fields = call.fields()
    status = fields.text("Status", among=("ENDED",))
    addresses = {name: fields.address_with_names(name) for name in ("Billing", "Shipping")}
    fields.check()
    registration.details |= {name: value for name, value in addresses.items() if value}
    if status and registration.status != status:
        set_status(registration, status)
    registration.save()
    return Answer(show(registration))


def set_status(registration: RecurringRegistration, status: str) -> None:
    """Move on, and tell."""
    registration.status = status
    registration.save()
    name = {"AUTHENTICATION_NEEDED": "AUTH_NEEDED"}.get(status, status)
    notify(registration.client_id, f"RECURRING_REGISTRATION_{name}", registration.pk)


def create_payin(call: Call) -> Answer:
    """POST /payins/recurring/card/direct: the first with the customer, then without."""
    fields = call.fields()
    identifier = fields.identifier("RecurringPayinRegistrationId")
    fields.check()
    registration = RecurringRegistration.objects.filter(pk=identifier, client_id=call.client_id).first()
    if registration is None:
        raise errors.invalid(RecurringPayinRegistrationId=f"The registration {identifier} does not exist.")
    if registration.status == "ENDED":
        raise errors.refused("invalid_action", "The recurring registration has ended.")
    first = registration.status in ("CREATED", "AUTHENTICATION_NEEDED")
    details = read_details(fields, first)
    paid, fees = amounts(fields, registration, first)
    tag = fields.tag()
    fields.check()
    payin = open_payin(call, registration, details, paid, fees, tag)
    return Answer(charge(call, registration, payin, first).show())


def read_details(fields, first: bool) -> dict:
    """What the customer's browser tells, the first time only."""
    details = card_payins.secure_details(fields) if first else merchant_details(fields)
    return details | {"Requested3DSVersion": None, "SecureMode": details.get("SecureMode", "DEFAULT")}


def merchant_details(fields) -> dict:
    """A payment without the customer shows the same fields, null."""
    names = (
        "SecureModeReturnURL",
        "SecureModeRedirectURL",
        "Culture",
        "IpAddress",
        "BrowserInfo",
        "Billing",
        "Shipping",
        "Applied3DSVersion",
        "PreferredCardNetwork",
        "PaymentCategory",
    )
    shown = dict.fromkeys(names) | {"SecureModeNeeded": False, "SecurityInfo": {"AVSResult": "NO_CHECK"}}
    return shown | {"StatementDescriptor": payins.descriptor(fields)}


def amounts(fields, registration: RecurringRegistration, first: bool) -> tuple[Money, Money]:
    """What the body says, or what was registered for this payment."""
    which = "FirstTransaction" if first else "NextTransaction"
    if fields.has("DebitedFunds") or fields.has("Fees"):
        return payins.funds(fields)
    stored = registration.details
    if stored[f"{which}DebitedFunds"] is None:
        fields.raw("DebitedFunds", required=True)
        fields.raw("Fees", required=True)
        return None, None
    fees = stored[f"{which}Fees"] or {"currency": stored[f"{which}DebitedFunds"]["currency"], "amount": 0}
    return Money(**stored[f"{which}DebitedFunds"]), Money(**fees)


def open_payin(call, registration, details: dict, paid: Money, fees: Money, tag: str | None) -> Transaction:
    """Insert the CREATED pay-in."""
    columns = {
        "tag": tag,
        "author_id": registration.author_id,
        "credited_user_id": registration.details["CreditedUserId"],
        "credited_wallet_id": registration.credited_wallet_id,
        "currency": paid.currency,
        "debited_amount": paid.amount,
        "fees_amount": fees.amount,
    }
    details |= {"RecurringPayinRegistrationId": registration.pk, "CardId": registration.card_id}
    return payins.open_payin(call, "CARD", "DIRECT", columns, details, card_id=registration.card_id)


def charge(call, registration: RecurringRegistration, payin: Transaction, first: bool) -> Transaction:
    """Refuse, ask for 3-D Secure, or ask the bank."""
    card = Card.objects.get(pk=registration.card_id)
    line = ((registration.details["Billing"] or {}).get("Address") or {}).get("AddressLine2")
    magic = MAGIC.get(line) if payin.debited_amount == MAGIC_AMOUNT else None
    refusal = card_payins.card_refusal(card, registration.author_id, call.now)
    if registration.payins >= MOST_PAYMENTS:
        refusal = "205001"
    elif magic and (magic == "101301") == first:
        refusal = magic
    if refusal:
        return transactions.fail(payin, refusal)
    if not first:
        return card_payins.conclude(payin, "000000")
    charged = card_payins.charge(call, payin, card)
    if charged.status == Transaction.CREATED:
        set_status(registration, "AUTHENTICATION_NEEDED")
    return charged


def after_payin(payin: Transaction) -> None:
    """Count a successful payment; the first makes the registration run."""
    identifier = payin.details.get("RecurringPayinRegistrationId")
    if not identifier or payin.status != Transaction.SUCCEEDED:
        return
    registration = RecurringRegistration.objects.get(pk=identifier)
    registration.payins += 1
    registration.cumulated_debited += payin.debited_amount
    registration.cumulated_fees += payin.fees_amount
    registration.last_payin_id = payin.pk
    registration.save()
    if registration.status != "IN_PROGRESS":
        set_status(registration, "IN_PROGRESS")


card_payins.FOLLOWERS.append(after_payin)
