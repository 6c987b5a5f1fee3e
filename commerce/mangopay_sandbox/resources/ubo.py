"""Declarations of beneficial owners. Test values: the first owner's FirstName decides."""

from .. import appointments, clock, errors, identifiers, options
from ..call import Answer, Call
from ..fields import Fields
from ..models import UboDeclaration, User
from ..notify import notify
from . import kyc

OWNERS_ALLOWED = 15
DECLARERS = ("BUSINESS", "PARTNERSHIP")
VERDICTS = {
    "AcceptUBO": ("VALIDATED", None),
    "RefusedUBO": ("REFUSED", "INVALID_DECLARED_UBO"),
    "IncompleteUBO": ("INCOMPLETE", "MISSING_UBO"),
}


def create(call: Call) -> Answer:
    """POST /users/{id}/kyc/ubodeclarations: one open declaration at a time."""
    user = call.user()
    if user.legal_person_type not in DECLARERS or user.user_category == "PAYER":
        raise errors.refused("invalid_action", "This user does not declare beneficial owners.")
    if UboDeclaration.objects.filter(
        user_id=user.pk, status__in=("CREATED", "VALIDATION_ASKED", "INCOMPLETE")
    ).exists():
        raise errors.refused("invalid_action", "A declaration is already open.")
    declaration = UboDeclaration.add(call.client_id, user_id=user.pk, details={"Ubos": []})
    notify(call.client_id, "UBO_DECLARATION_CREATED", declaration.pk)
    return Answer(declaration.show())


def find(call: Call) -> UboDeclaration:
    """The declaration in the path."""
    conditions = {"user_id": call.ids["user_id"]} if "user_id" in call.ids else {}
    return UboDeclaration.find(call.client_id, call.ids["declaration_id"], **conditions)


def view(call: Call) -> Answer:
    """GET …/ubodeclarations/{id}."""
    return Answer(find(call).show())


def of_user(call: Call) -> Answer:
    """GET /users/{id}/kyc/ubodeclarations."""
    return call.page(UboDeclaration.objects.filter(user_id=call.user().pk))


def read_owner(fields: Fields) -> dict:
    """A beneficial owner."""
    birthplace = fields.nested("Birthplace", required=True)
    owner = {
        "FirstName": fields.text("FirstName", required=True, longest=100),
        "LastName": fields.text("LastName", required=True, longest=100),
        "Address": fields.address("Address", required=True),
        "Nationality": fields.country("Nationality", required=True),
        "Birthday": fields.number("Birthday", required=True),
        "IsActive": fields.flag("IsActive") is not False,
    }
    if birthplace:
        owner["Birthplace"] = {
            "City": birthplace.text("City", required=True),
            "Country": birthplace.country("Country", required=True),
        }
    return owner


def changeable(declaration: UboDeclaration) -> None:
    """400 unless owners may still be changed."""
    if declaration.status not in ("CREATED", "INCOMPLETE"):
        raise errors.refused("invalid_action", f"A declaration that is {declaration.status} is closed.")


def add_owner(call: Call) -> Answer:
    """POST …/ubos: at most fifteen."""
    declaration = find(call)
    changeable(declaration)
    fields = call.fields()
    owner = read_owner(fields)
    fields.check()
    owners = declaration.details["Ubos"]
    if len(owners) >= OWNERS_ALLOWED:
        raise errors.refused("invalid_action", f"At most {OWNERS_ALLOWED} owners are declared.")
    header = {"Id": identifiers.new("ubo_m", clock.instant()), "CreationDate": call.now}
    owners.append(header | owner)
    declaration.save(update_fields=["details"])
    return Answer(owners[-1])


def find_owner(call: Call, declaration: UboDeclaration) -> dict:
    """The owner in the path."""
    for owner in declaration.details["Ubos"]:
        if owner["Id"] == call.ids["ubo_id"]:
            return owner
    raise errors.not_found(call.ids["ubo_id"])


def view_owner(call: Call) -> Answer:
    """GET …/ubos/{id}."""
    return Answer(find_owner(call, find(call)))


def update_owner(call: Call) -> Answer:
    """PUT …/ubos/{id}."""
    declaration = find(call)
    changeable(declaration)
    owner = find_owner(call, declaration)
    sent = {key: value for key, value in call.body.items() if value is not None}
    fields = Fields(owner | sent)
    changed = read_owner(fields)
    fields.check()
    owner.update(changed)
    declaration.save(update_fields=["details"])
    return Answer(owner)


def submit(call: Call) -> Answer:
    """PUT …/ubodeclarations/{id}: VALIDATION_ASKED with at least one owner."""
    declaration = find(call)
    fields = call.fields()
    status = fields.text("Status", among=("VALIDATION_ASKED",))
    fields.check()
    if not status:
        return Answer(declaration.show())
    changeable(declaration)
    if not declaration.details["Ubos"]:
        raise errors.invalid(Ubos="At least one owner must be declared.")
    declaration.status = status
    declaration.save()
    notify(call.client_id, "UBO_DECLARATION_VALIDATION_ASKED", declaration.pk)
    if declaration.details["Ubos"][0]["FirstName"] in VERDICTS or options.current.fast:
        appointments.schedule("review_ubo", declaration.pk, options.current.delays.document)
    return Answer(declaration.show())


@appointments.action("review_ubo")
def review(declaration_id: str) -> None:
    """The officer's answer by the first owner's name."""
    declaration = UboDeclaration.objects.get(pk=declaration_id)
    if declaration.status == "VALIDATION_ASKED":
        name = declaration.details["Ubos"][0]["FirstName"]
        decide(declaration, *VERDICTS.get(name, ("VALIDATED", None)))


def decide(declaration: UboDeclaration, status: str, reason: str | None, message: str | None = None) -> None:
    """VALIDATED, INCOMPLETE or REFUSED; then the user may become REGULAR."""
    declaration.status, declaration.reason, declaration.message = status, reason, message
    declaration.processed_date = clock.now()
    declaration.save()
    notify(declaration.client_id, f"UBO_DECLARATION_{status}", declaration.pk)
    kyc.verify_user(User.objects.get(pk=declaration.user_id))
