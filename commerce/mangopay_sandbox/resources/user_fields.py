"""What a user's body must and may hold, by person, category and route."""

from .. import errors
from ..fields import Fields
from ..models.people import OWNER, PAYER

LEGAL_TYPES = ("BUSINESS", "PARTNERSHIP", "ORGANIZATION", "SOLETRADER")
REPRESENTATIVE_KEYS = (
    "FirstName",
    "LastName",
    "Email",
    "Birthday",
    "Nationality",
    "CountryOfResidence",
    "PhoneNumber",
    "PhoneNumberCountry",
)
NATURAL_SHOWN = (
    "FirstName",
    "LastName",
    "Address",
    "Birthday",
    "Nationality",
    "CountryOfResidence",
    "Occupation",
    "IncomeRange",
    "PhoneNumber",
    "PhoneNumberCountry",
)
LEGAL_SHOWN = (
    "Name",
    "LegalPersonType",
    "HeadquartersAddress",
    "LegalRepresentative",
    "LegalRepresentativeAddress",
    "CompanyNumber",
)
INCOME_RANGES = (1, 2, 3, 4, 5, 6)


def category(fields: Fields, sca: bool) -> str:
    """PAYER or OWNER; only a route without /sca/ may leave it out."""
    return fields.text("UserCategory", required=sca, among=(PAYER, OWNER)) or PAYER


def terms(fields: Fields, kind: str, required: bool) -> bool:
    """Whether the terms are accepted; an owner must accept them."""
    accepted = fields.flag("TermsAndConditionsAccepted", required=required)
    fields.check()
    if kind == OWNER and not accepted:
        raise errors.refused(
            "user_hasnt_accepted_terms_and_conditions",
            "An owner must accept the terms and conditions.",
            {"TermsAndConditionsAccepted": "TermsAndConditionsAccepted must be true."},
        )
    return bool(accepted)


def natural(fields: Fields, owner: bool) -> dict:
    """Details of a natural person; a payer's extras are dropped."""
    kept = {
        "FirstName": fields.text("FirstName", required=True, longest=100),
        "LastName": fields.text("LastName", required=True, longest=100),
        "Address": fields.address("Address"),
        "Birthday": fields.number("Birthday", required=owner),
        "Nationality": fields.country("Nationality", required=owner),
        "CountryOfResidence": fields.country("CountryOfResidence", required=owner),
        "Occupation": fields.text("Occupation"),
        "IncomeRange": income_range(fields),
        "PhoneNumber": fields.text("PhoneNumber", longest=30),
        "PhoneNumberCountry": fields.country("PhoneNumberCountry"),
    }
    return kept if owner else payer_only(kept, ("FirstName", "LastName", "Address"))


def payer_only(kept: dict, names: tuple[str, ...]) -> dict:
    """The same keys, null where a payer has nothing to tell."""
    return {key: value if key in names else None for key, value in kept.items()}


def income_range(fields: Fields) -> int | None:
    """One of six brackets; the SDK may send it as text."""
    value = fields.raw("IncomeRange")
    if isinstance(value, str) and value in "123456" and len(value) == 1:
        return int(value)
    if value is not None and (isinstance(value, bool) or value not in INCOME_RANGES):
        return fields.note("IncomeRange", "The IncomeRange must be between 1 and 6.")
    return value


def legal(fields: Fields, owner: bool, sca: bool) -> dict:
    """Details of a legal person."""
    kind = fields.text("LegalPersonType", required=True, among=LEGAL_TYPES)
    kept = {
        "Name": fields.text("Name", required=True),
        "LegalPersonType": kind,
        "HeadquartersAddress": fields.address("HeadquartersAddress", required=owner),
        "LegalRepresentativeAddress": fields.address("LegalRepresentativeAddress"),
        "CompanyNumber": fields.text("CompanyNumber", required=owner and kind == "BUSINESS"),
        "LegalRepresentative": representative(fields, owner, sca),
    }
    names = ("Name", "LegalPersonType", "LegalRepresentative")
    return kept if owner else payer_only(kept, names)


def representative(fields: Fields, owner: bool, sca: bool) -> dict | None:
    """The legal representative: an object, or (legacy) flat fields with a prefix."""
    if sca:
        inner, prefix = fields.nested("LegalRepresentative", required=True), ""
    else:
        inner, prefix = fields, "LegalRepresentative"
    if inner is None:
        return None
    kept = {
        "FirstName": inner.text(f"{prefix}FirstName", required=True, longest=100),
        "LastName": inner.text(f"{prefix}LastName", required=True, longest=100),
        "Email": inner.email(f"{prefix}Email", required=owner and sca),
        "Birthday": inner.number(f"{prefix}Birthday", required=owner),
        "Nationality": inner.country(f"{prefix}Nationality", required=owner),
        "CountryOfResidence": inner.country(f"{prefix}CountryOfResidence", required=owner),
        "PhoneNumber": inner.text(f"{prefix}PhoneNumber", longest=30),
        "PhoneNumberCountry": inner.country(f"{prefix}PhoneNumberCountry"),
    }
    return kept if owner else payer_only(kept, ("FirstName", "LastName"))
