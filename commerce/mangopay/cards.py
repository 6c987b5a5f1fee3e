"""Cards that vendors keep with Mangopay, and payments that repeat themselves. Card numbers never pass through us."""

from dataclasses import dataclass

from commerce.mangopay import connection
from commerce.mangopay.exceptions import OutcomeUnknown
from commerce.mangopay.gateway import euros
from commerce.mangopay.records import Transaction


def card_desk():
    """The card desk of this process and thread."""
    return CardDesk(connection.current())


@dataclass(frozen=True)
class Registration:
    """A card on its way in: the browser posts the card to `url` with both keys; `card_id` and `status` follow."""

    id: str
    status: str
    url: str
    access_key: str
    data: str
    card_id: str = ""
    result_code: str = ""


@dataclass(frozen=True)
class Card:
    """What may be shown of a card: its last four digits and when it expires (MMYY)."""

    id: str
    last_digits: str
    expires: str
    is_active: bool


@dataclass(frozen=True)
class Browser:
    """What a bank wants to know of the browser of somebody who is present; sizes where a script could measure them."""

    ip_address: str
    accept: str
    user_agent: str
    language: str = "fr"
    runs_scripts: bool = False
    screen_width: int = 1280
    screen_height: int = 900
    color_depth: int = 24
    #: Minutes to add to local time for UTC, as JavaScript counts them.
    utc_offset: int = -60

    def as_json(self):
        """In Mangopay's words."""
        return {
            "AcceptHeader": self.accept or "*/*",
            "JavaEnabled": False,
            "JavascriptEnabled": self.runs_scripts,
            "Language": self.language[:6],
            "ColorDepth": self.color_depth,
            "ScreenHeight": self.screen_height,
            "ScreenWidth": self.screen_width,
            "TimeZoneOffset": self.utc_offset,
            "UserAgent": self.user_agent[:255] or "-",
        }


class CardDesk:
    """Methods raise Refused, OutcomeUnknown or Unavailable. A bank's refusal comes as a failed Transaction."""

    def __init__(self, door):
        self._door = door

    def begin_registration(self, user_id, *, key, tag):
        """Ask for keys with which the browser may hand a card to the tokeniser."""
        body = {"UserId": user_id, "Currency": "EUR", "CardType": "CB_VISA_MASTERCARD", "Tag": tag}
        return _registration(self._door.make("/cardregistrations", body, key=key))

    def registration(self, registration_id):
        """A card on its way in, as it is now."""
        return _registration(self._door.get(f"/cardregistrations/{registration_id}").body)

    def finish_registration(self, registration_id, data):
        """Hand over what the tokeniser answered (`data=…` or `errorCode=…`): VALIDATED with a card, or ERROR."""
        return _registration(self._door.put(f"/cardregistrations/{registration_id}", {"RegistrationData": data}).body)

    def card(self, card_id):
        """A registered card."""
        return _card(self._door.get(f"/cards/{card_id}").body)

    def deactivate(self, card_id):
        """Forget a card for good; asked again, it stays forgotten."""
        return _card(self._door.put(f"/cards/{card_id}", {"Active": False}).body)

    def begin_subscription(self, *, author_id, card_id, credited_user_id, wallet_id, first_cents, key, tag):
        """An agreement to debit a card again and again. Returns its id."""
        body = {
            "AuthorId": author_id,
            "CardId": card_id,
            "CreditedUserId": credited_user_id,
            "CreditedWalletId": wallet_id,
            "FirstTransactionDebitedFunds": euros(first_cents),
            "FirstTransactionFees": euros(0),
            "Tag": tag,
        }
        return self._door.make("/recurringpayinregistrations", body, key=key)["Id"]

    def end_subscription(self, agreement_id):
        """Debit that card never again; asked again, it stays ended."""
        self._door.put(f"/recurringpayinregistrations/{agreement_id}", {"Status": "ENDED"})

    def first_payment(self, agreement_id, *, amount_cents, browser, return_url, key, tag):
        """A payment with the customer present (CIT): the first, and any that the bank wants to be confirmed.

        The Transaction's `redirect_url` leads to the bank's own page (3-D Secure) while it must be confirmed there.
        """
        body = {
            "IpAddress": browser.ip_address,
            "BrowserInfo": browser.as_json(),
            "SecureModeReturnURL": return_url,
        }
        return self._pay(agreement_id, amount_cents, key, tag, body)

    def next_payment(self, agreement_id, *, amount_cents, key, tag):
        """A payment without the customer (MIT)."""
        return self._pay(agreement_id, amount_cents, key, tag, {})

    def _pay(self, agreement_id, amount_cents, key, tag, more):
        body = {
            "RecurringPayinRegistrationId": agreement_id,
            "DebitedFunds": euros(amount_cents),
            "Fees": euros(0),
            "StatementDescriptor": "MonQuibus",
            "Tag": tag,
            **more,
        }
        made = self._door.make("/payins/recurring/card/direct", body, key=key)
        try:
            return Transaction.from_json(made)
        except (KeyError, TypeError) as error:
            raise OutcomeUnknown("The card payment answered something that is no transaction.") from error


def _registration(body):
    return Registration(
        id=body["Id"],
        status=body["Status"],
        url=body["CardRegistrationURL"],
        access_key=body["AccessKey"],
        data=body["PreregistrationData"],
        card_id=body.get("CardId") or "",
        result_code=body.get("ResultCode") or "",
    )


def _card(body):
    return Card(
        id=body["Id"],
        last_digits=(body.get("Alias") or "")[-4:],
        expires=body.get("ExpirationDate") or "",
        is_active=bool(body.get("Active")),
    )
