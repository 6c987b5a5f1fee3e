"""What the gateway answers: plain data, ids as text, money in cents."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time


@dataclass(frozen=True)
class Transaction:
    """A pay-in, transfer, payout or refund as Mangopay shows it. Amounts are cents of euro."""

    id: str
    status: str
    debited_cents: int
    fees_cents: int
    credited_cents: int
    tag: str = ""
    author_id: str = ""
    debited_wallet_id: str = ""
    credited_wallet_id: str = ""
    result_code: str = ""
    result_message: str = ""
    initial_id: str = ""
    redirect_url: str = ""

    @classmethod
    def from_json(cls, body):
        """Read Mangopay's JSON. Raises KeyError for a body that isn't a transaction, such as an error's."""
        return cls(
            id=body["Id"],
            status=body["Status"],
            debited_cents=_cents(body["DebitedFunds"]),
            fees_cents=_cents(body.get("Fees")),
            credited_cents=_cents(body.get("CreditedFunds")),
            tag=body.get("Tag") or "",
            author_id=body.get("AuthorId") or "",
            debited_wallet_id=body.get("DebitedWalletId") or "",
            credited_wallet_id=body.get("CreditedWalletId") or "",
            result_code=body.get("ResultCode") or "",
            result_message=body.get("ResultMessage") or "",
            initial_id=body.get("InitialTransactionId") or "",
            redirect_url=body.get("RedirectURL") or "",
        )

    @property
    def has_succeeded(self):
        return self.status == "SUCCEEDED"

    @property
    def has_failed(self):
        return self.status == "FAILED"


def _cents(money):
    if not money:
        return 0
    if money["Currency"] != "EUR":
        raise ValueError(f"Only euros are known here, not {money['Currency']}.")
    return int(money["Amount"])


@dataclass(frozen=True)
class Wallet:
    """A wallet and what it holds, in cents."""

    id: str
    balance_cents: int


@dataclass(frozen=True)
class Identity:
    """Who a vendor is, as Mangopay must know it. `legal_form` is natural, soletrader or business."""

    legal_form: str
    legal_name: str
    company_number: str
    first_name: str
    last_name: str
    email: str
    street: str
    postcode: str
    town: str
    birthday: date | None = None
    nationality: str = "FR"

    @property
    def birthday_seconds(self):
        """Birthday as Mangopay writes it: midnight UTC in unix seconds."""
        return int(datetime.combine(self.birthday, time(), tzinfo=UTC).timestamp())


@dataclass(frozen=True)
class Owner:
    """A vendor's user at Mangopay. `redirect_url` leads to strong authentication while it is needed."""

    id: str
    kyc_level: str
    status: str
    redirect_url: str = ""


@dataclass(frozen=True)
class Recipient:
    """A bank account that payouts go to: PENDING until its owner authenticated, then ACTIVE."""

    id: str
    status: str
    redirect_url: str = ""
