"""What a change of a user brings about: authentication, outdated proofs, a lower KYC level."""

from .. import authentications, clock, errors
from ..call import Call
from ..fields import Fields
from ..models import Document, User
from ..models.people import OWNER
from ..notify import notify
from . import user_fields

CONTACT = ("Email", "PhoneNumber", "PhoneNumberCountry")
IDENTITY = ("FirstName", "LastName", "Birthday", "Nationality")


def merged(user: User, body: dict, sca: bool) -> dict:
    """The stored user under what the body changes; null changes nothing."""
    stored = {"Email": user.email, "UserCategory": user.user_category, "Tag": user.tag} | user.details
    if not sca and user.person_type == "LEGAL":
        person = stored.get("LegalRepresentative") or {}
        stored |= {f"LegalRepresentative{key}": value for key, value in person.items()}
    changes = {key: value for key, value in body.items() if value is not None}
    if sca and isinstance(changes.get("LegalRepresentative"), dict):
        person = user.details.get("LegalRepresentative") or {}
        given = {key: value for key, value in changes["LegalRepresentative"].items() if value is not None}
        changes["LegalRepresentative"] = person | given
    return stored | changes


def refuse_other_category(user: User, fields: Fields) -> None:
    """A category changes by its own route; PLATFORM counts as OWNER."""
    wanted = fields.body.get("UserCategory")
    if wanted not in (user.user_category, OWNER if user.user_category == "PLATFORM" else None):
        raise errors.invalid(UserCategory="UserCategory is changed by the category route.")


def accept_terms(user: User, fields: Fields) -> None:
    """Terms once accepted stay accepted for an owner."""
    accepted = user_fields.terms(fields, user.user_category, required=False)
    if accepted and not user.terms_accepted:
        user.terms_accepted_date = clock.now()
    user.terms_accepted = accepted


def apply(call: Call, user: User, details: dict, email: str, context: str | None) -> None:
    """Change the user; an enrolled owner's e-mail and telephone wait for strong authentication."""
    wanted = {"Email": email} | {key: details.get(key) for key in CONTACT[1:] if key in details}
    stored = {"Email": user.email} | user.details
    changed = {key: value for key, value in wanted.items() if value != stored.get(key)}
    user.details = details
    if not changed or not user.authenticates or user.enrolled_date is None:
        user.email = email
        return
    if authentications.context(context) == authentications.NOT_PRESENT:
        authentications.require_consent(user)
        user.email = email
        return
    user.details = details | {key: stored.get(key) for key in changed if key != "Email"}
    authentications.begin(call, user, "CONTACT", user.pk, changed)


def outdate_proofs(user: User, details: dict) -> None:
    """New identity: documents become OUT_OF_DATE and the user LIGHT; a new legal form needs its registration."""
    before = user.details.get("LegalRepresentative") or user.details
    after = details.get("LegalRepresentative") or details
    proofs = Document.objects.filter(user_id=user.pk, status="VALIDATED")
    if all(before.get(key) == after.get(key) for key in IDENTITY):
        if user.details.get("LegalPersonType") == details.get("LegalPersonType"):
            return
        proofs = proofs.filter(type="REGISTRATION_PROOF")
    for proof in proofs:
        proof.status = "OUT_OF_DATE"
        proof.save(update_fields=["status"])
        notify(user.client_id, "KYC_OUTDATED", proof.pk)
    if user.kyc_level == "REGULAR":
        user.kyc_level = "LIGHT"
        notify(user.client_id, "USER_KYC_LIGHT", user.pk)
