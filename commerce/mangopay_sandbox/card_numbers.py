"""Test cards: what the bank answers to each number. Any other valid number is accepted."""

import hashlib
import re
from calendar import monthrange
from datetime import UTC, datetime
from typing import NamedTuple

SUCCESS, CHALLENGE = "000000", "challenge"

# The first two are Mangopay's; the refused ones are this emulator's own.
OUTCOMES = {
    "4970107111111119": SUCCESS,
    "4970105181818183": CHALLENGE,
    "4970100000000014": "101101",
    "4970100000000022": "101102",
    "4970100000000030": "101104",
    "4970100000000048": "101105",
    "4970100000000055": "101106",
    "4970100000000063": "008002",
    "4970100000000071": "008003",
    "4970100000000089": "101199",
    "4970100000000097": "009199",
    "4970100000000105": "101399",
}


class CardData(NamedTuple):
    """What is kept of a card: never its number."""

    alias: str
    bin: str
    expiration: str
    fingerprint: str
    outcome: str


def digits(text: str) -> str:
    """A number without spaces and dashes."""
    return re.sub(r"[\s\-]", "", text)


def is_number(number: str) -> bool:
    """13 to 19 digits with a right check digit (Luhn)."""
    if not re.fullmatch(r"[0-9]{13,19}", number):
        return False
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def expiration(text: str) -> str | None:
    """MMYY out of "0930", "09/30" or "09 / 2030"; None if it is no month."""
    match = re.fullmatch(r"(0[1-9]|1[0-2])\s*/?\s*(?:20)?([0-9]{2})", text.strip())
    return match and match[1] + match[2]


def has_expired(mmyy: str, now: int) -> bool:
    """Whether the month is over at a unix time."""
    month, year = int(mmyy[:2]), 2000 + int(mmyy[2:])
    today = datetime.fromtimestamp(now, UTC)
    last = datetime(year, month, monthrange(year, month)[1], 23, 59, 59, tzinfo=UTC)
    return today > last


def mistakes(number: str, expires: str | None, cvx: str) -> str | None:
    """The code of what is wrong with the form: 105202 number, 105203 date, 105204 CVV."""
    if not is_number(number):
        return "105202"
    if expires is None:
        return "105203"
    if not re.fullmatch(r"[0-9]{3,4}", cvx.strip()):
        return "105204"
    return None


def read(number: str, mmyy: str, now: int) -> CardData:
    """What is kept of a valid card, with the answer that its bank will give."""
    outcome = "101105" if has_expired(mmyy, now) else OUTCOMES.get(number, SUCCESS)
    fingerprint = hashlib.sha256(f"local-mangopay:{number}:{mmyy}".encode()).hexdigest()[:32]
    alias = f"{number[:6]}{'X' * (len(number) - 10)}{number[-4:]}"
    return CardData(alias, number[:6], mmyy, fingerprint, outcome)


def provider(alias: str) -> str:
    """The network that a number begins with."""
    first = {"3": "AMEX", "4": "VISA", "5": "MASTERCARD", "2": "MASTERCARD"}
    return first.get(alias[:1], "CB")
