"""Natural and legal users: payers buy, owners are paid, authenticate and are verified."""

from .. import authentications, clock, errors
from ..call import EMPTY, Answer, Call
from ..fields import Fields
from ..models import Account, User
from ..models.people import OWNER
from ..notify import notify
from . import user_changes, user_fields


def show(user: User, call: Call, sca: bool) -> dict:
    """The user as the API shows it; PendingUserAction only on the /sca/ routes, null included."""
    natural = user.person_type == "NATURAL"
    names = user_fields.NATURAL_SHOWN if natural else user_fields.LEGAL_SHOWN
    shown = user.header() | {
        "PersonType": user.person_type,
        "UserCategory": user.user_category,
        "UserStatus": user.user_status,
        "KYCLevel": user.kyc_level,
        "Email": user.email,
        "TermsAndConditionsAccepted": user.terms_accepted,
        "TermsAndConditionsAcceptedDate": user.terms_accepted_date,
    }
    shown |= {name: user.details.get(name) for name in names}
    if not sca:
        return shown if natural else flattened(shown)
    return shown | {"PendingUserAction": authentications.pending(call.base, user.pk)}


def flattened(shown: dict) -> dict:
    """Legacy shape of a legal user: the representative's fields beside the others."""
    person = shown.pop("LegalRepresentative") or {}
    for key in user_fields.REPRESENTATIVE_KEYS:
        shown[f"LegalRepresentative{key}"] = person.get(key)
    return shown | {"LegalRepresentativeProofOfIdentity": None, "Statute": None}


def read_details(fields: Fields, person: str, owner: bool, sca: bool) -> dict:
    """Details of either kind of person."""
    if person == "NATURAL":
        return user_fields.natural(fields, owner)
    return user_fields.legal(fields, owner, sca)


def create(call: Call, person: str, sca: bool) -> Answer:
    """POST /[sca/]users/natural|legal."""
    fields = call.fields()
    category = user_fields.category(fields, sca)
    details = read_details(fields, person, category == OWNER, sca)
    email, tag = fields.email("Email"), fields.tag()
    accepted = user_fields.terms(fields, category, required=sca)
    user = User.add(
        call.client_id,
        tag=tag,
        person_type=person,
        user_category=category,
        email=email,
        details=details,
        terms_accepted=accepted,
        terms_accepted_date=clock.now() if accepted else None,
    )
    if sca and category == OWNER:
        ask_to_enrol(call, user)
    return Answer(show(user, call, sca))


def ask_to_enrol(call: Call, user: User) -> None:
    """A new owner validates the account; those whom the sandbox doesn't ask are active at once."""
    notify(user.client_id, "USER_ACCOUNT_VALIDATION_ASKED", user.pk)
    if user.authenticates:
        user.user_status = "PENDING_USER_ACTION"
        authentications.begin(call, user, "ENROLMENT", user.pk)
    else:
        notify(user.client_id, "USER_ACCOUNT_ACTIVATED", user.pk)
    user.save(update_fields=["user_status"])


def create_natural_sca(call: Call) -> Answer:
    """POST /sca/users/natural."""
    return create(call, "NATURAL", sca=True)


def create_legal_sca(call: Call) -> Answer:
    """POST /sca/users/legal."""
    return create(call, "LEGAL", sca=True)


def create_natural(call: Call) -> Answer:
    """POST /users/natural (legacy)."""
    return create(call, "NATURAL", sca=False)


def create_legal(call: Call) -> Answer:
    """POST /users/legal (legacy)."""
    return create(call, "LEGAL", sca=False)


def view_sca(call: Call) -> Answer:
    """GET /sca/users/{id}, with or without the kind in the path."""
    return Answer(show(call.user(), call, sca=True))


def view(call: Call) -> Answer:
    """GET /users/{id} (legacy)."""
    return Answer(show(call.user(), call, sca=False))


def view_all(call: Call) -> Answer:
    """GET /users."""
    rows = User.objects.filter(client_id=call.client_id)
    return call.page(rows, lambda user: show(user, call, sca=False))


def open_user(call: Call, person: str) -> User:
    """The user of this kind named in the path, not closed."""
    user = User.find(call.client_id, call.ids["user_id"], person_type=person)
    if user.user_status == "CLOSED":
        raise errors.refused("invalid_action", "The user is closed.")
    return user


def update(call: Call, person: str, sca: bool) -> Answer:
    """PUT /[sca/]users/natural|legal/{id}: only the fields sent change."""
    user = open_user(call, person)
    sent = call.fields()
    if sca:
        sent.text("UserCategory", required=True)
        sent.flag("TermsAndConditionsAccepted", required=True)
    fields = Fields(user_changes.merged(user, call.body, sca), wrong=sent.wrong)
    details = read_details(fields, person, user.user_category != "PAYER", sca)
    email, tag = fields.email("Email"), fields.tag()
    fields.check()
    user_changes.refuse_other_category(user, fields)
    if sent.has("TermsAndConditionsAccepted"):
        user_changes.accept_terms(user, fields)
    user_changes.outdate_proofs(user, details)
    user_changes.apply(call, user, details, email, sca and sent.body.get("ScaContext"))
    user.tag = tag
    user.save()
    return Answer(show(user, call, sca))


def update_natural_sca(call: Call) -> Answer:
    """PUT /sca/users/natural/{id}."""
    return update(call, "NATURAL", sca=True)


def update_legal_sca(call: Call) -> Answer:
    """PUT /sca/users/legal/{id}."""
    return update(call, "LEGAL", sca=True)


def update_natural(call: Call) -> Answer:
    """PUT /users/natural/{id} (legacy)."""
    return update(call, "NATURAL", sca=False)


def update_legal(call: Call) -> Answer:
    """PUT /users/legal/{id} (legacy)."""
    return update(call, "LEGAL", sca=False)


def categorize(call: Call, person: str) -> Answer:
    """PUT /sca/users/…/{id}/category: a payer becomes an owner, never the other way."""
    user = open_user(call, person)
    fields = Fields(user_changes.merged(user, call.body, sca=True))
    category = fields.text("UserCategory", required=True, among=("PAYER", OWNER))
    fields.check()
    if user.user_category != "PAYER":
        if category == "PAYER":
            raise errors.invalid(UserCategory="An owner cannot become a payer again.")
        return Answer(show(user, call, sca=True))
    if category == OWNER:
        details = read_details(fields, person, owner=True, sca=True)
        user.terms_accepted = user_fields.terms(fields, OWNER, required=True)
        user.terms_accepted_date = clock.now()
        user.details, user.user_category = details, OWNER
        user.save()
        ask_to_enrol(call, user)
    return Answer(show(user, call, sca=True))


def categorize_natural(call: Call) -> Answer:
    """PUT /sca/users/natural/{id}/category."""
    return categorize(call, "NATURAL")


def categorize_legal(call: Call) -> Answer:
    """PUT /sca/users/legal/{id}/category."""
    return categorize(call, "LEGAL")


def regulatory(call: Call) -> Answer:
    """GET /users/{id}/regulatory and /blockStatus: what is blocked, and why."""
    user = call.user()
    scope = {"Inflows": user.inflows_blocked, "Outflows": user.outflows_blocked}
    return Answer({"ScopeBlocked": scope, "ActionCode": user.action_code, "KycInformation": None})


def close(call: Call, person: str) -> Answer:
    """DELETE /users/natural|legal/{id}: empty wallets only."""
    user = open_user(call, person)
    if Account.objects.filter(owner_id=user.pk).exclude(balance=0).exists():
        raise errors.refused("user_closure_not_possible", "A wallet of the user is not empty.")
    user.user_status = "CLOSED"
    user.save(update_fields=["user_status"])
    notify(user.client_id, "USER_ACCOUNT_CLOSED", user.pk)
    return EMPTY


def close_natural(call: Call) -> Answer:
    """DELETE /users/natural/{id}."""
    return close(call, "NATURAL")


def close_legal(call: Call) -> Answer:
    """DELETE /users/legal/{id}."""
    return close(call, "LEGAL")
