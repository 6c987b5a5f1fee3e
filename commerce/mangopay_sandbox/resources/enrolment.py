"""Enrolment in strong authentication, consent to a proxy, and the state of both."""

from .. import authentications, errors
from ..call import Answer, Call
from ..models import Setting

SCOPES = ("ContactInformationUpdate", "RecipientRegistration", "Transfer", "ViewAccountInformation")


def enrol(call: Call) -> Answer:
    """POST /sca/users/{id}/enrollment: a page to enrol; 400 for a payer."""
    user = call.user()
    if not user.is_owner:
        raise errors.refused("not_allowed_for_user_category_payer", "Only an owner enrols in strong authentication.")
    return Answer({"PendingUserAction": authentications.begin(call, user, "ENROLMENT", user.pk)})


def consent(call: Call) -> Answer:
    """POST /sca/users/{id}/consent: a page to let the platform act; 400 until the proxy is activated."""
    user = call.user()
    if not user.is_owner:
        raise errors.refused("not_allowed_for_user_category_payer", "Only an owner gives consent.")
    if not Setting.read("proxy_activated", True):
        raise errors.refused("invalid_action", "The proxy is not activated for this platform.")
    return Answer({"PendingUserAction": authentications.begin(call, user, "CONSENT", user.pk)})


def status(call: Call) -> Answer:
    """GET /sca/users/{id}/sca-status."""
    user = call.user()
    given = user.consent_date is not None
    return Answer(
        {
            "UserStatus": user.user_status,
            "IsEnrolled": user.enrolled_date is not None,
            "LastEnrollmentDate": user.enrolled_date,
            "LastConsentCollectionDate": user.consent_date,
            "ConsentScope": dict.fromkeys(SCOPES, given),
        }
    )
