"""What all pay-ins share: who pays, whose wallet, how much, and what refuses it."""

import ipaddress
import re
from urllib.parse import urlencode

from .. import errors, transactions
from ..call import Answer, Call
from ..fields import Fields, Money
from ..models import Account, Transaction, User

CULTURE = re.compile(r"[A-Za-z]{2}([-_][A-Za-z]{2})?")
DESCRIPTOR = re.compile(r"[A-Za-z0-9 ]{0,10}")
SECURE_MODES = ("DEFAULT", "FORCE", "NO_CHOICE")
BROWSER_TEXTS = {"AcceptHeader": 2048, "Language": 6, "UserAgent": 2048}
BROWSER_FLAGS = ("JavaEnabled", "JavascriptEnabled")
BROWSER_NUMBERS = ("ColorDepth", "ScreenHeight", "ScreenWidth", "TimeZoneOffset")


def view(call: Call) -> Answer:
    """GET /payins/{id}."""
    return Answer(Transaction.of_kind(call.client_id, call.ids["payin_id"], "PAYIN").show())


def author(call: Call, fields: Fields, name: str = "AuthorId") -> User | None:
    """The user who pays, or a note."""
    identifier = fields.identifier(name)
    if identifier is None:
        return None
    user = User.objects.filter(pk=identifier, client_id=call.client_id).first()
    if user is None:
        return fields.note(name, f"The user {identifier} does not exist.")
    return user


def wallet(call: Call, fields: Fields, name: str = "CreditedWalletId") -> Account | None:
    """A user's wallet named in the body, or a note."""
    identifier = fields.identifier(name)
    if identifier is None:
        return None
    found = Account.objects.filter(pk=identifier, client_id=call.client_id, funds_type=Account.WALLET).first()
    if found is None:
        return fields.note(name, f"The wallet {identifier} does not exist.")
    return found


def funds(fields: Fields, debited: str = "DebitedFunds", fees: str = "Fees") -> tuple[Money, Money]:
    """What is paid and the fees in it: same currency, fees not above."""
    paid, kept = fields.money(debited, lowest=1), fields.money(fees)
    if paid and kept:
        if paid.currency != kept.currency:
            fields.note(fees, f"{fees} and {debited} must have the same currency.")
        elif kept.amount > paid.amount:
            fields.note(fees, f"{fees} cannot exceed {debited}.")
    return paid, kept


def same_currency(*currencies: str) -> None:
    """400 unless all are one."""
    if len(set(currencies)) > 1:
        raise errors.refused(
            "currency_incompatibility", "The currencies of the funds, wallet and card must be the same."
        )


def common(call: Call, fields: Fields, debited: str = "DebitedFunds", fees: str = "Fees") -> dict:
    """Columns that every pay-in to a user's wallet fills; the caller's own fields are read before."""
    payer, credited = author(call, fields), wallet(call, fields)
    paid, kept = funds(fields, debited, fees)
    beneficiary = fields.identifier("CreditedUserId", required=False)
    tag = fields.tag()
    if credited and beneficiary and beneficiary != credited.owner_id:
        fields.note("CreditedUserId", "CreditedUserId is not the owner of the credited wallet.")
    fields.check()
    same_currency(paid.currency, credited.currency)
    return {
        "tag": tag,
        "author_id": payer.pk,
        "credited_user_id": credited.owner_id,
        "credited_wallet_id": credited.pk,
        "currency": paid.currency,
        "debited_amount": paid.amount,
        "fees_amount": kept.amount,
    }


def refusal(columns: dict) -> str | None:
    """The result code that refuses a pay-in before any bank is asked."""
    if columns["fees_amount"] == columns["debited_amount"]:
        return "001014"
    credited = Account.objects.get(pk=columns["credited_wallet_id"])
    owner = User.objects.get(pk=credited.owner_id)
    if owner.user_status == "CLOSED":
        return "002602"
    if credited.blocked:
        return "008600"
    return "008700" if owner.inflows_blocked else None


def open_payin(call: Call, payment: str, execution: str, columns: dict, details: dict, **more) -> Transaction:
    """Insert the CREATED pay-in with both of its types."""
    shown = {"PaymentType": payment, "ExecutionType": execution} | details
    return transactions.create(call.client_id, "PAYIN", details=shown, **columns, **more)


def culture(fields: Fields, required: bool = True) -> str | None:
    """The language of the page: two letters."""
    value = fields.text("Culture", required, longest=10)
    if value and not CULTURE.fullmatch(value):
        return fields.note("Culture", "The Culture must be a language code of two letters.")
    return value and value.upper()


def descriptor(fields: Fields) -> str | None:
    """What the bank statement shows: at most 10 letters, digits and spaces."""
    value = fields.text("StatementDescriptor", longest=100)
    if value and not DESCRIPTOR.fullmatch(value):
        return fields.note("StatementDescriptor", "StatementDescriptor has at most 10 letters, digits and spaces.")
    return value


def ip_address(fields: Fields, required: bool = True) -> str | None:
    """An IPv4 or IPv6 address."""
    value = fields.text("IpAddress", required, longest=60)
    if not value:
        return None
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        return fields.note("IpAddress", "The IpAddress is not an IP address.")


def browser_info(fields: Fields, required: bool = True) -> dict | None:
    """The nine facts that 3-D Secure asks of a browser."""
    inner = fields.nested("BrowserInfo", required)
    if inner is None:
        return None
    kept = {key: inner.text(key, required=True, longest=most) for key, most in BROWSER_TEXTS.items()}
    kept |= {key: inner.flag(key, required=True) for key in BROWSER_FLAGS}
    return kept | {key: browser_number(inner, key) for key in BROWSER_NUMBERS}


def browser_number(inner: Fields, key: str) -> int | None:
    """A number of the browser's; some SDKs send it as text."""
    value = inner.raw(key, required=True)
    if isinstance(value, str) and value.lstrip("+-").isdecimal() and len(value) < 10:
        return int(value)
    return inner.number(key)


def with_parameter(url: str, **parameters: str) -> str:
    """An address with query parameters added."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(parameters)}"
