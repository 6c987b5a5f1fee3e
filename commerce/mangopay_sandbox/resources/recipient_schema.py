"""The form of a recipient, as the API describes it for one method, kind, currency and country."""

from .. import errors
from ..fields import CURRENCIES

SEPA = frozenset(
    [
        "AD",
        "AT",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GB",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MC",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
        "SM",
        "VA",
    ]
)
LOCAL_CURRENCIES = {"GBP": {"GB"}, "USD": {"US"}, "CHF": {"CH"}, "DKK": {"DK"}, "SEK": {"SE"}, "NOK": {"NO"}}


def is_local(country: str, currency: str) -> bool:
    """Whether a local transfer reaches this country in this currency."""
    country, currency = country.upper(), currency.upper()
    return country in (SEPA if currency == "EUR" else LOCAL_CURRENCIES.get(currency, ()))


def of(payoutMethodType, recipientType, currency, country) -> dict:  # noqa: N803 (names of the API's query)
    """The schema; 400 names what is missing or not supported."""
    given = {
        "payoutMethodType": payoutMethodType,
        "recipientType": recipientType,
        "currency": currency,
        "country": country,
    }
    wrong = {name: "REQUIRED" for name, value in given.items() if not value}
    if payoutMethodType and payoutMethodType not in ("LocalBankTransfer", "InternationalBankTransfer"):
        wrong["payoutMethodType"] = "INVALID_FORMAT"
    if recipientType and recipientType not in ("Individual", "Business"):
        wrong["recipientType"] = "INVALID_FORMAT"
    if currency and currency.upper() not in CURRENCIES:
        wrong["currency"] = "UNSUPPORTED_CURRENCY"
    if wrong:
        raise errors.wrong_fields(wrong)
    if payoutMethodType == "LocalBankTransfer" and not is_local(country, currency):
        raise errors.invalid(country="UNSUPPORTED_COUNTRY")
    return described(payoutMethodType, recipientType, currency.upper(), country.upper())


def described(method: str, kind: str, currency: str, country: str) -> dict:
    """All properties, with null where this kind of recipient has none."""
    schema = {
        "DisplayName": text("Display name", longest=255),
        "PayoutMethodType": one_of("Payout method", method),
        "RecipientType": one_of("Recipient type", kind),
        "Currency": one_of("Currency", currency),
        "Country": one_of("Country", country),
        "RecipientScope": one_of("Scope", "PAYOUT", "PAYIN", required=False),
        "Tag": text("Tag", longest=255, required=False),
        "IndividualRecipient": None,
        "BusinessRecipient": None,
        "LocalBankTransfer": None,
        "InternationalBankTransfer": None,
    }
    schema[f"{kind}Recipient"] = person(kind)
    account = bank_account(method, currency)
    schema[method] = {currency: account} if method == "LocalBankTransfer" else account
    return schema


def person(kind: str) -> dict:
    """Properties of the account holder."""
    names = {"FirstName": "First name", "LastName": "Last name"}
    if kind == "Business":
        names = {"BusinessName": "Business name"}
    return {key: text(label, longest=100) for key, label in names.items()} | {"Address": address()}


def address() -> dict:
    """Properties of a postal address."""
    required = {"AddressLine1": "Address", "City": "City", "PostalCode": "Postal code", "Country": "Country"}
    optional = {"AddressLine2": "Address (more)", "Region": "Region"}
    return {key: text(label, longest=255) for key, label in required.items()} | {
        key: text(label, longest=255, required=False) for key, label in optional.items()
    }


def bank_account(method: str, currency: str) -> dict:
    """Properties of the bank account."""
    if method == "LocalBankTransfer" and currency == "EUR":
        return {
            "IBAN": text("IBAN", longest=34, shortest=14, pattern="^[a-zA-Z]{2}[0-9]{2}[a-zA-Z0-9\\s]{10,40}$"),
            "BIC": text("BIC", longest=11, shortest=8, required=False),
        }
    return {
        "AccountNumber": text("Account number", longest=40),
        "BIC": text("BIC", longest=11, shortest=8),
    }


def text(label: str, longest: int, shortest: int = 1, required: bool = True, pattern: str | None = None) -> dict:
    """A property that a person types."""
    return {
        "Required": required,
        "MaxLength": longest,
        "MinLength": shortest,
        "Pattern": pattern,
        "AllowedValues": None,
        "Label": label,
        "EndUserDisplay": "MANDATORY" if required else "OPTIONAL",
    }


def one_of(label: str, *values: str, required: bool = True) -> dict:
    """A property with fixed values."""
    return {
        "Required": required,
        "MaxLength": None,
        "MinLength": None,
        "Pattern": None,
        "AllowedValues": list(values),
        "Label": label,
        "EndUserDisplay": "NOT_DISPLAYED",
    }
