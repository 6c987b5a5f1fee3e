"""Hosted identity verification: a page where a person proves who they are."""

from .. import clock, errors
from ..call import Answer, Call
from ..models import IdentityVerification, User
from ..notify import notify
from . import kyc

EVENTS = {"VALIDATED": "VALIDATED", "REFUSED": "FAILED", "REVIEW": "INCONCLUSIVE", "OUT_OF_DATE": "OUTDATED"}


def create(call: Call) -> Answer:
    """POST /users/{id}/identity-verifications: natural users, soletraders and businesses."""
    user = call.user()
    fields = call.fields()
    back = fields.url("ReturnUrl", longest=2000)
    tag = fields.tag()
    fields.check()
    if user.legal_person_type not in (None, "SOLETRADER", "BUSINESS"):
        raise errors.refused("invalid_action", "This kind of user sends documents instead.")
    verification = IdentityVerification.add(
        call.client_id, tag=tag, user_id=user.pk, update_date=call.now, details={"ReturnUrl": back}
    )
    verification.details["HostedUrl"] = f"{call.base}/identity/{verification.pk}"
    verification.save(update_fields=["details"])
    return Answer(verification.show())


def view(call: Call) -> Answer:
    """GET /identity-verifications/{id}."""
    return Answer(IdentityVerification.find(call.client_id, call.ids["verification_id"]).show())


def of_user(call: Call) -> Answer:
    """GET /users/{id}/identity-verifications."""
    return call.page(IdentityVerification.objects.filter(user_id=call.user().pk))


def decide(verification: IdentityVerification, status: str) -> None:
    """VALIDATED makes an owner REGULAR; REFUSED, REVIEW and OUT_OF_DATE don't."""
    user = User.objects.get(pk=verification.user_id)
    kind = "IDENTITY_VERIFICATION" if user.person_type == "NATURAL" else "BUSINESS_VERIFICATION"
    verification.status, verification.update_date = status, clock.now()
    verification.details["Checks"] = [
        {
            "CheckId": f"{verification.pk}-1",
            "CheckStatus": status,
            "CheckDate": clock.now(),
            "Type": kind,
            "Reasons": [],
            "Data": [],
            "CreationDate": verification.creation_date,
            "LastUpdate": clock.now(),
        }
    ]
    verification.save()
    notify(verification.client_id, f"IDENTITY_VERIFICATION_{EVENTS[status]}", verification.pk)
    if status == "VALIDATED" and user.user_category != "PAYER" and user.kyc_level != "REGULAR":
        kyc.make_regular(user)
