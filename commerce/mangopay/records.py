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
    #: Where somebody pays, or confirms to the bank (3-D Secure), while that is needed.
    redirect_url: str = ""
    refund_reason: str = ""
    wire_reference: str = ""
    wire_iban: str = ""

    @classmethod
    def from_json(cls, body):
        """Read Mangopay's JSON. Raises KeyError for a body that isn't a transaction, such as an error's."""
        return cls(
            id=body["Id"],
            status=body["Status"],
            debited_cents=_cents(body.get("DebitedFunds") or body.get("DeclaredDebitedFunds")),
            fees_cents=_cents(body.get("Fees")),
            credited_cents=_cents(body.get("CreditedFunds")),
            tag=body.get("Tag") or "",
            author_id=body.get("AuthorId") or "",
            debited_wallet_id=body.get("DebitedWalletId") or "",
            credited_wallet_id=body.get("CreditedWalletId") or "",
            result_code=body.get("ResultCode") or "",
            result_message=body.get("ResultMessage") or "",
            initial_id=body.get("InitialTransactionId") or "",
            redirect_url=body.get("RedirectURL") or body.get("SecureModeRedirectURL") or "",
            refund_reason=(body.get("RefundReason") or {}).get("RefundReasonType") or "",
            wire_reference=body.get("WireReference") or "",
            wire_iban=(body.get("BankAccount") or {}).get("IBAN") or "",
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
class Chargeback:
    """A dispute as Mangopay shows it. Amounts are cents; `deadline_at` is unix seconds, 0 where there is none."""

    id: str
    pay_in_id: str
    kind: str
    status: str
    result: str
    reason_type: str
    reason_message: str
    disputed_cents: int
    contested_cents: int
    deadline_seconds: int
    repudiation_id: str

    @classmethod
    def from_json(cls, body):
        """Read Mangopay's JSON. Raises KeyError for a body that isn't a dispute."""
        reason = body.get("DisputeReason") or {}
        return cls(
            id=body["Id"],
            pay_in_id=body["InitialTransactionId"],
            kind=body["DisputeType"],
            status=body["Status"],
            result=body.get("ResultCode") or "",
            reason_type=reason.get("DisputeReasonType") or "",
            reason_message=reason.get("DisputeReasonMessage") or "",
            disputed_cents=_cents(body["DisputedFunds"]),
            contested_cents=_cents(body.get("ContestedFunds")),
            deadline_seconds=int(body.get("ContestDeadlineDate") or 0),
            repudiation_id=body.get("RepudiationId") or "",
        )


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
    #: NATURAL or LEGAL: never changes.
    person_type: str = ""


@dataclass(frozen=True)
class Recipient:
    """A bank account that payouts go to: PENDING until its owner authenticated, then ACTIVE."""

    id: str
    status: str
    redirect_url: str = ""
    #: What the bank says of the holder's name: MATCH, CLOSE_MATCH, NO_MATCH, MATCH_NOT_POSSIBLE or nothing.
    check: str = ""
    check_message: str = ""


@dataclass(frozen=True)
class Judged:
    """A paper, a declaration of beneficial owners or a hosted verification, with what Mangopay says of it."""

    id: str
    status: str
    reason: str = ""
    message: str = ""
    flags: tuple = ()
    #: Where a person proves who they are, for a hosted verification.
    hosted_url: str = ""
    #: Mangopay's ids of the beneficial owners of a declaration that count, in order.
    people: tuple = ()

    @classmethod
    def from_json(cls, body):
        """Read Mangopay's JSON. Raises KeyError for an error's body."""
        reasons = [reason for check in body.get("Checks") or [] for reason in check.get("Reasons") or []]
        first = reasons[0] if reasons else {}
        return cls(
            id=body["Id"],
            status=body["Status"],
            reason=body.get("RefusedReasonType") or body.get("Reason") or first.get("Type") or "",
            message=body.get("RefusedReasonMessage") or body.get("Message") or first.get("Value") or "",
            flags=tuple(body.get("Flags") or ()),
            hosted_url=body.get("HostedUrl") or "",
            people=tuple(each["Id"] for each in body.get("Ubos") or () if each.get("IsActive", True)),
        )


@dataclass(frozen=True)
class BeneficialOwner:
    """A person who owns or directs a company. Handed on to Mangopay and forgotten."""

    first_name: str
    last_name: str
    birthday: date
    nationality: str
    birth_town: str
    birth_country: str
    street: str
    postcode: str
    town: str
    country: str

    def as_json(self):
        """The person as Mangopay writes it; the birthday is midnight UTC in unix seconds."""
        return {
            "FirstName": self.first_name,
            "LastName": self.last_name,
            "Birthday": int(datetime.combine(self.birthday, time(), tzinfo=UTC).timestamp()),
            "Nationality": self.nationality,
            "Birthplace": {"City": self.birth_town, "Country": self.birth_country},
            "Address": {
                "AddressLine1": self.street,
                "AddressLine2": "",
                "City": self.town,
                "Region": "",
                "PostalCode": self.postcode,
                "Country": self.country,
            },
            "IsActive": True,
        }
