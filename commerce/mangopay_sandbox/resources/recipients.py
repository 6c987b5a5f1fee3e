"""Recipients: who may be paid, on which bank account, once the owner has authenticated."""

from .. import authentications, errors, ibans
from ..call import Answer, Call
from ..fields import CURRENCIES, Fields
from ..models import Authentication, Recipient, User
from ..notify import notify
from . import recipient_schema

METHODS = ("LocalBankTransfer", "InternationalBankTransfer")
KINDS = ("Individual", "Business")
SCOPES = ("PAYOUT", "PAYIN")
CONTEXTS = (authentications.PRESENT, authentications.NOT_PRESENT)


class RecipientFields(Fields):
    """A body whose mistakes are named by codes: REQUIRED, INVALID_FORMAT, LENGTH_MORE_THAN_MAX."""

    def note(self, name: str, text: str) -> None:
        if text.endswith("is required."):
            text = "REQUIRED"
        elif "longer than" in text:
            text = "LENGTH_MORE_THAN_MAX"
        elif " " in text:
            text = "INVALID_FORMAT"
        super().note(name, text)

    def nested(self, name: str, required: bool = False) -> "RecipientFields | None":
        inner = super().nested(name, required)
        return inner and RecipientFields(inner.body, inner.path, self.wrong)


def read(call: Call, user: User) -> dict:
    """Columns of a recipient out of the body."""
    fields = RecipientFields(call.body)
    scope = fields.text("RecipientScope", among=SCOPES) or "PAYOUT"
    kind = fields.text("RecipientType", required=True, among=KINDS)
    details = {
        "DisplayName": fields.text("DisplayName", required=True),
        "PayoutMethodType": fields.text("PayoutMethodType", required=True, among=METHODS),
        "RecipientType": kind,
        "Currency": fields.text("Currency", required=True, longest=3),
        "Country": fields.country("Country"),
        "ScaContext": fields.text("ScaContext", among=CONTEXTS),
        "IndividualRecipient": individual(fields, required=kind == "Individual"),
        "BusinessRecipient": business(fields, required=kind == "Business"),
        "LocalBankTransfer": None,
        "InternationalBankTransfer": None,
    }
    if details["Currency"] and details["Currency"] not in CURRENCIES:
        fields.note("Currency", "UNSUPPORTED_CURRENCY")
    if details["PayoutMethodType"]:
        details[details["PayoutMethodType"]] = account(fields, details)
    tag = fields.tag()
    fields.check()
    if scope == "PAYOUT" and not (user.is_owner or user.user_category == "PLATFORM"):
        raise errors.refused(
            "not_allowed_for_user_category_payer",
            "A payer cannot register a recipient for payouts.",
            {"RecipientScope": "A payer cannot register a recipient for payouts."},
        )
    details["RecipientVerificationOfPayee"] = verification(details)
    return {"tag": tag, "scope": scope, "details": details}


def individual(fields: Fields, required: bool) -> dict | None:
    """Names and address of a person."""
    inner = fields.nested("IndividualRecipient", required)
    if inner is None or not required:
        return None
    names = {key: inner.text(key, required=True, longest=100) for key in ("FirstName", "LastName")}
    return names | {"Address": inner.address("Address", required=True)}


def business(fields: Fields, required: bool) -> dict | None:
    """Name and address of a company."""
    inner = fields.nested("BusinessRecipient", required)
    if inner is None or not required:
        return None
    name = inner.text("BusinessName", required=True)
    return {"BusinessName": name, "Address": inner.address("Address", required=True)}


def account(fields: Fields, details: dict) -> dict | None:
    """The bank account of the chosen method: IBAN and BIC, or a number."""
    method, currency = details["PayoutMethodType"], details["Currency"]
    outer = fields.nested(method, required=True)
    if outer is None:
        return None
    if method == "InternationalBankTransfer":
        return international_account(outer)
    inner = currency and outer.nested(currency, required=True)
    if not inner:
        return None
    if currency != "EUR":
        return {currency: {key: value for key, value in inner.body.items() if isinstance(value, str)}}
    return {currency: {"IBAN": iban(inner, required=True), "BIC": bic(inner)}}


def international_account(outer: Fields) -> dict:
    """BIC and account number of an account abroad."""
    bic_code = bic(outer, required=True)
    number = outer.text("AccountNumber", required=not outer.has("IBAN"), longest=40)
    return {"BIC": bic_code, "AccountNumber": number, "IBAN": iban(outer, required=False)}


def iban(fields: Fields, required: bool) -> str | None:
    """An IBAN of a country that the schema knows."""
    value = fields.text("IBAN", required, longest=60)
    if value and not ibans.is_iban(value):
        return fields.note("IBAN", "INVALID_IBAN")
    return value and ibans.cleaned(value)


def bic(fields: Fields, required: bool = False) -> str | None:
    """A BIC."""
    value = fields.text("BIC", required, longest=11)
    if value and not ibans.is_bic(value):
        return fields.note("BIC", "INVALID_FORMAT")
    return value


def verification(details: dict) -> dict | None:
    """Verification of payee: euro accounts with an IBAN only."""
    local = (details["LocalBankTransfer"] or {}).get("EUR")
    if not local:
        return None
    return ibans.verify_payee(local["IBAN"], holder(details))


def holder(details: dict) -> str:
    """The account holder's name."""
    if details["BusinessRecipient"]:
        return details["BusinessRecipient"]["BusinessName"]
    person = details["IndividualRecipient"]
    return f"{person['FirstName']} {person['LastName']}"


def show(recipient: Recipient, call: Call) -> dict:
    """The recipient as the API shows it."""
    return (
        recipient.header()
        | {
            "Status": recipient.status,
            "UserId": recipient.user_id,
            "RecipientScope": recipient.scope,
            "PendingUserAction": authentications.pending(call.base, recipient.pk)
            if recipient.status == "PENDING"
            else None,
        }
        | {key: value for key, value in recipient.details.items() if key != "ScaContext"}
    )


def create(call: Call) -> Answer:
    """POST /users/{id}/recipients: 201; PENDING until the owner authenticates."""
    user = call.user()
    columns = read(call, user)
    asked = user.authenticates and columns["scope"] == "PAYOUT"
    if asked and authentications.context(columns["details"]["ScaContext"]) == authentications.NOT_PRESENT:
        authentications.require_consent(user)
        asked = False
    recipient = Recipient.add(call.client_id, user_id=user.pk, **columns)
    if asked:
        authentications.begin(call, user, "RECIPIENT", recipient.pk)
    else:
        settle(recipient, "ACTIVE")
    return Answer(show(recipient, call), status=201)


def settle(recipient: Recipient, status: str) -> None:
    """Give the recipient its new status, and tell."""
    recipient.status = status
    recipient.save(update_fields=["status"])
    notify(recipient.client_id, f"RECIPIENT_{status}", recipient.pk)


@authentications.outcome("RECIPIENT")
def after_authentication(session: Authentication, verdict: str) -> None:
    """ACTIVE, or CANCELED when the owner failed or let it expire."""
    recipient = Recipient.objects.get(pk=session.object_id)
    if recipient.status == "PENDING":
        settle(recipient, "ACTIVE" if verdict == authentications.VALIDATED else "CANCELED")


def validate(call: Call) -> Answer:
    """POST /users/{id}/recipients/validate: the same checks, nothing kept."""
    columns = read(call, call.user())
    shown = {key: value for key, value in columns["details"].items() if key != "ScaContext"}
    return Answer(shown | {"RecipientScope": columns["scope"], "Tag": columns["tag"]})


def find(call: Call) -> Recipient:
    """The recipient in the path; ids of old bank accounts are known here too."""
    return Recipient.find(call.client_id, call.ids["recipient_id"])


def view(call: Call) -> Answer:
    """GET /recipients/{id}."""
    return Answer(show(find(call), call))


def of_user(call: Call) -> Answer:
    """GET /users/{id}/recipients, by RecipientScope and Status."""
    rows = Recipient.objects.filter(user_id=call.user().pk, kind=Recipient.RECIPIENT)
    rows = call.chosen(rows, scope="RecipientScope", status="Status")
    return call.page(rows, lambda row: show(row, call))


def update(call: Call) -> Answer:
    """PUT /recipients/{id}: DEACTIVATED, for good."""
    recipient = find(call)
    fields = call.fields()
    fields.text("Status", required=True, among=("DEACTIVATED",))
    fields.check()
    if recipient.status != "DEACTIVATED":
        settle(recipient, "DEACTIVATED")
    return Answer(show(recipient, call))


def schema(call: Call) -> Answer:
    """GET /recipients/schema: which fields a recipient of this kind has."""
    wanted = {name: call.query.get(name) for name in ("payoutMethodType", "recipientType", "currency", "country")}
    return Answer(recipient_schema.of(**wanted))


def payout_methods(call: Call) -> Answer:
    """GET /recipients/payout-methods?country&currency."""
    missing = {name: "REQUIRED" for name in ("country", "currency") if not call.query.get(name)}
    if missing:
        raise errors.wrong_fields(missing)
    if call.query["currency"].upper() not in CURRENCIES:
        raise errors.invalid(currency="UNSUPPORTED_CURRENCY")
    local = recipient_schema.is_local(call.query["country"], call.query["currency"])
    return Answer({"AvailablePayoutMethods": list(METHODS[:1] if local else METHODS[1:])})
