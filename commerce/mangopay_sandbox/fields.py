"""Reading a JSON body: every wrong field is noted, then refused together."""

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

from . import errors

CURRENCIES = frozenset(
    [
        "AED",
        "AUD",
        "BGN",
        "CAD",
        "CHF",
        "CZK",
        "DKK",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "ILS",
        "JPY",
        "MXN",
        "NOK",
        "NZD",
        "PLN",
        "RON",
        "SAR",
        "SEK",
        "SGD",
        "USD",
        "ZAR",
    ]
)
HIGHEST_AMOUNT = 99_999_999_999
LARGEST_NUMBER = 2**53
REGION_REQUIRED = {"US", "CA", "MX"}
ADDRESS_KEYS = ("AddressLine1", "AddressLine2", "City", "Region", "PostalCode", "Country")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
COUNTRY = re.compile(r"[A-Z]{2}")


class Money(NamedTuple):
    """Integer minor units of a currency."""

    currency: str
    amount: int


class Fields:
    """A body under reading. Each reader returns the value or None, and notes what is wrong."""

    def __init__(self, body: dict, path: str = "", wrong: dict[str, str] | None = None):
        self.body = body
        self.path = path
        self.wrong = {} if wrong is None else wrong

    def note(self, name: str, text: str) -> None:
        """Remember that a field is wrong."""
        self.wrong.setdefault(self.path + name, text)

    def check(self) -> None:
        """Refuse with 400 if anything was noted."""
        if self.wrong:
            raise errors.wrong_fields(self.wrong)

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self.body.get(name) is not None

    def raw(self, name: str, required: bool = False):
        """The value as it came; null counts as missing."""
        value = self.body.get(name)
        if value is None and required:
            self.note(name, f"The {name} field is required.")
        return value

    def text(
        self, name: str, required: bool = False, longest: int = 255, among: Collection[str] | None = None
    ) -> str | None:
        """A string, not blank when required."""
        value = self.raw(name, required)
        if value is None:
            return None
        if not isinstance(value, str):
            return self.note(name, f"The {name} field must be a string.")
        if required and not value.strip():
            return self.note(name, f"The {name} field is required.")
        if len(value) > longest:
            return self.note(name, f"The {name} field is longer than {longest} characters.")
        if among is not None and value and value not in among:
            return self.note(name, f"The value '{value[:50]}' is not accepted for {name}.")
        return value

    def identifier(self, name: str, required: bool = True) -> str | None:
        """The id of another resource; numbers are taken as text."""
        value = self.body.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_NUMBER:
            return str(value)
        return self.text(name, required, longest=128)

    def flag(self, name: str, required: bool = False) -> bool | None:
        """A boolean; the SDK sends 1 and 0."""
        value = self.raw(name, required)
        if value is None or isinstance(value, bool):
            return value
        if value in (0, 1) and isinstance(value, int):
            return bool(value)
        return self.note(name, f"The {name} field must be true or false.")

    def number(self, name: str, required: bool = False, lowest: int = -LARGEST_NUMBER) -> int | None:
        """An integer."""
        value = self.raw(name, required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= LARGEST_NUMBER:
            return self.note(name, f"The {name} field must be an integer.")
        return value

    def nested(self, name: str, required: bool = False) -> "Fields | None":
        """An object inside the body; wrong fields are named with its path."""
        value = self.raw(name, required)
        if value is None:
            return None
        if not isinstance(value, dict):
            return self.note(name, f"The {name} field must be an object.")
        return Fields(value, f"{self.path}{name}.", self.wrong)

    def money(self, name: str, required: bool = True, lowest: int = 0) -> Money | None:
        """An amount in minor units with its currency."""
        inner = self.nested(name, required)
        if inner is None:
            return None
        currency = inner.text("Currency", required=True, among=CURRENCIES)
        amount = inner.number("Amount", required=True)
        if amount is not None and not lowest <= amount <= HIGHEST_AMOUNT:
            inner.note("Amount", f"The Amount must be between {lowest} and {HIGHEST_AMOUNT}.")
        if currency is None or amount is None:
            return None
        return Money(currency, amount)

    def email(self, name: str, required: bool = True) -> str | None:
        """An e-mail address."""
        value = self.text(name, required)
        if value and not EMAIL.fullmatch(value):
            return self.note(name, f"The {name} field must be an e-mail address.")
        return value

    def country(self, name: str, required: bool = False) -> str | None:
        """Two capital letters of ISO 3166."""
        value = self.text(name, required, longest=60)
        if value and not COUNTRY.fullmatch(value):
            return self.note(name, f"The {name} field must be a country code of two letters.")
        return value

    def address(self, name: str, required: bool = False) -> dict | None:
        """A postal address with all six keys, or None."""
        inner = self.nested(name, required)
        if inner is None:
            return None
        inner.text("AddressLine1", required)
        inner.text("City", required)
        country = inner.country("Country", required)
        inner.text("PostalCode", required)
        if country in REGION_REQUIRED:
            inner.text("Region", required=True)
        return {key: inner.text(key) for key in ADDRESS_KEYS}

    def address_with_names(self, name: str) -> dict | None:
        """Billing or Shipping: names and an address."""
        inner = self.nested(name)
        if inner is None:
            return None
        names = {key: inner.text(key) for key in ("FirstName", "LastName")}
        return names | {"Address": inner.address("Address")}

    def url(self, name: str, required: bool = True, longest: int = 220) -> str | None:
        """An absolute http or https address."""
        value = self.text(name, required, longest)
        if value and not is_url(value):
            return self.note(name, f"The {name} field must be an absolute http or https address.")
        return value

    def tag(self) -> str | None:
        """The custom text that every resource may carry."""
        return self.text("Tag")


def is_url(value: str) -> bool:
    """Whether a text is an absolute http(s) address."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(c.isspace() for c in value)
