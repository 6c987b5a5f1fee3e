"""Cards: registration through the tokeniser, look-up, deactivation."""

import re
import secrets

from .. import card_numbers, errors, result_codes
from ..call import Answer, Call
from ..fields import CURRENCIES
from ..models import Card, CardRegistration, Transaction
from . import payins
from .card_payins import CARD_TYPES

SECONDS_TO_REGISTER = 86_400
REGISTRATION_DATA = re.compile(r"data=[A-Za-z0-9_\-]{10,200}")
TOKEN_ERRORS = {"02625": "105202", "02626": "105203", "02627": "105204"}


def show_registration(registration: CardRegistration) -> dict:
    """The registration as the API shows it."""
    shown = registration.header() | {
        "UserId": registration.user_id,
        "Currency": registration.currency,
        "AccessKey": registration.access_key,
        "CardId": registration.card_id,
        "ResultCode": registration.result_code,
        "ResultMessage": result_codes.message(registration.result_code),
        "Status": registration.status,
    }
    names = (
        "PreregistrationData",
        "RegistrationData",
        "CardRegistrationURL",
        "CardType",
        "CardHolderName",
    )
    return shown | {name: registration.details.get(name) for name in names}


def register(call: Call) -> Answer:
    """POST /cardregistrations: keys with which the browser posts the card to the tokeniser."""
    fields = call.fields()
    user = payins.author(call, fields, "UserId")
    currency = fields.text("Currency", required=True, among=CURRENCIES)
    kind = fields.text("CardType", among=CARD_TYPES) or "CB_VISA_MASTERCARD"
    holder, tag = fields.text("CardHolderName"), fields.tag()
    fields.check()
    registration = CardRegistration.add(
        call.client_id,
        tag=tag,
        user_id=user.pk,
        currency=currency,
        access_key=secrets.token_urlsafe(16),
        details={
            "CardType": kind,
            "CardHolderName": holder,
            "PreregistrationData": secrets.token_urlsafe(32),
            "CardRegistrationURL": f"{call.base}/tokenise",
        },
    )
    return Answer(show_registration(registration))


def view_registration(call: Call) -> Answer:
    """GET /cardregistrations/{id}."""
    return Answer(show_registration(CardRegistration.find(call.client_id, call.ids["registration_id"])))


def complete(call: Call) -> Answer:
    """PUT /cardregistrations/{id}: VALIDATED with a card, or ERROR."""
    registration = CardRegistration.find(call.client_id, call.ids["registration_id"])
    fields = call.fields()
    data = fields.text("RegistrationData", longest=2000)
    fields.check()
    if data is None:
        return Answer(show_registration(registration))
    if registration.status != "CREATED":
        raise errors.refused("invalid_action", "The card registration is already completed.")
    registration.details["RegistrationData"] = data
    registration.result_code = registration_problem(registration, data, call.now)
    registration.status = "VALIDATED" if registration.result_code == "000000" else "ERROR"
    if registration.status == "VALIDATED":
        registration.card_id = keep_card(registration).pk
    registration.save()
    return Answer(show_registration(registration))


def registration_problem(registration: CardRegistration, data: str, now: int) -> str:
    """000000, or why the data can't become a card."""
    code = re.fullmatch(r"errorCode=([0-9]{5})", data)
    if code:
        return TOKEN_ERRORS.get(code[1], "105299")
    if not REGISTRATION_DATA.fullmatch(data) or now > registration.creation_date + SECONDS_TO_REGISTER:
        return "105206"
    if data.removeprefix("data=") != registration.details.get("Token"):
        return "105299"
    return "000000"


def keep_card(registration: CardRegistration) -> Card:
    """The card that the tokeniser read."""
    data = card_numbers.CardData(*registration.details.pop("Card"))
    return Card.add(
        registration.client_id,
        tag=registration.tag,
        user_id=registration.user_id,
        currency=registration.currency,
        alias=data.alias,
        expiration_date=data.expiration,
        fingerprint=data.fingerprint,
        details={
            "Outcome": data.outcome,
            "CardType": registration.details["CardType"],
            "CardHolderName": registration.details.get("CardHolderName"),
        },
    )


def show(card: Card) -> dict:
    """The card as the API shows it."""
    return card.header() | {
        "UserId": card.user_id,
        "ExpirationDate": card.expiration_date,
        "Alias": card.alias,
        "CardProvider": card_numbers.provider(card.alias),
        "CardType": card.details["CardType"],
        "Country": "FRA",
        "Product": "I",
        "BankCode": "LOCAL",
        "Active": card.active,
        "Currency": card.currency,
        "Validity": card.validity,
        "Fingerprint": card.fingerprint,
        "CardHolderName": card.details.get("CardHolderName"),
    }


def view(call: Call) -> Answer:
    """GET /cards/{id}."""
    return Answer(show(Card.find(call.client_id, call.ids["card_id"])))


def update(call: Call) -> Answer:
    """PUT /cards/{id}: deactivation is final."""
    card = Card.find(call.client_id, call.ids["card_id"])
    fields = call.fields()
    active, tag = fields.flag("Active"), fields.tag()
    fields.check()
    if active and not card.active:
        raise errors.invalid(Active="A deactivated card cannot be activated again.")
    if active is False:
        card.active = False
    card.tag = card.tag if tag is None else tag
    card.save(update_fields=["active", "tag"])
    return Answer(show(card))


def of_user(call: Call) -> Answer:
    """GET /users/{id}/cards, by Active."""
    rows = Card.objects.filter(user_id=call.user().pk)
    wanted = call.query.get("Active", "").lower()
    if wanted in ("true", "false"):
        rows = rows.filter(active=wanted == "true")
    return call.page(rows, show)


def of_fingerprint(call: Call) -> Answer:
    """GET /cards/fingerprints/{fingerprint}."""
    rows = Card.objects.filter(client_id=call.client_id, fingerprint=call.ids["fingerprint"])
    return call.page(rows, show)


def transactions(call: Call) -> Answer:
    """GET /cards/{id}/transactions."""
    card = Card.find(call.client_id, call.ids["card_id"])
    rows = Transaction.objects.filter(card_id=card.pk)
    return call.page(call.between(rows), lambda row: row.summary())
