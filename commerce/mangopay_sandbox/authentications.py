"""Strong customer authentication: who is asked, the ten-minute session, and what follows from it.

Test values: the one-time password 702100; the sandbox asks natural owners and soletraders only.
"""

from collections.abc import Callable

from . import appointments, clock, errors, options
from .models import Authentication, User
from .notify import notify

SECONDS_TO_ANSWER = 600
VIEW_LASTS = 180 * 86_400
TEST_CODE = "702100"
ATTEMPTS = 3
PRESENT, NOT_PRESENT = "USER_PRESENT", "USER_NOT_PRESENT"

VALIDATED, FAILED, EXPIRED = "VALIDATED", "FAILED", "EXPIRED"
Outcome = Callable[[Authentication, str], None]
OUTCOMES: dict[str, Outcome] = {}


def outcome(purpose: str):
    """Register a function of (session, verdict) as what follows from sessions with this purpose."""

    def register(function: Outcome) -> Outcome:
        OUTCOMES[purpose] = function
        return function

    return register


def begin(call, user: User, purpose: str, object_id: str, details: dict | None = None) -> dict:
    """Open a session; return PendingUserAction with the address of its page."""
    session = Authentication.add(
        user.client_id,
        user_id=user.pk,
        purpose=purpose,
        object_id=object_id,
        expires_at=clock.now() + SECONDS_TO_ANSWER,
        details=details or {},
    )
    appointments.schedule("expire_authentication", session.pk, SECONDS_TO_ANSWER)
    return {"RedirectUrl": address(call.base, session)}


def address(base: str, session: Authentication) -> str:
    """Where the user goes; `&returnUrl=` is appended by the platform."""
    return f"{base}/authentication/?token={session.pk}"


def pending(base: str, object_id: str) -> dict | None:
    """PendingUserAction of an object whose session is still open."""
    session = (
        Authentication.objects.filter(object_id=object_id, status="PENDING", expires_at__gt=clock.now())
        .order_by("-creation_date", "-id")
        .first()
    )
    return None if session is None else {"RedirectUrl": address(base, session)}


def finish(session: Authentication, verdict: str) -> None:
    """Close an open session and let its purpose follow."""
    if session.status != "PENDING":
        return
    session.status = verdict
    session.save(update_fields=["status"])
    OUTCOMES[session.purpose](session, verdict)


@appointments.action("expire_authentication")
def expire(session_id: str) -> None:
    """Ten minutes are over."""
    finish(Authentication.objects.get(pk=session_id), EXPIRED)


def context(given: str | None) -> str:
    """ScaContext of a call; what a missing one means depends on how the server was started."""
    if given:
        return given
    return PRESENT if options.current.sca_enforced else NOT_PRESENT


def require_consent(user: User) -> None:
    """403 unless the user once consented to be represented by the platform."""
    if options.current.sca_enforced and user.consent_date is None:
        raise errors.forbidden("The user has not given consent to the platform.", "sca_proxy_missing")


def require_view(call, user: User | None) -> None:
    """Owners authenticate before their wallets and transactions are read, once per 180 days."""
    given = call.query.get("ScaContext")
    if given not in (None, "", PRESENT, NOT_PRESENT):
        raise errors.invalid(ScaContext="ScaContext is USER_PRESENT or USER_NOT_PRESENT.")
    if user is None or not user.authenticates:
        return
    if context(given) == NOT_PRESENT:
        require_consent(user)
    elif user.viewed_date is None or user.viewed_date < clock.now() - VIEW_LASTS:
        raise ask_to_authenticate(call, user)


def ask_to_authenticate(call, user: User) -> errors.ApiError:
    """401 with the address of the page in WWW-Authenticate; an open session is used again."""
    from .writing import writing

    key = f"view:{user.pk}"
    with writing():
        action = pending(call.base, key) or begin(call, user, "VIEW", key)
    refusal = errors.unauthorized("The user must authenticate to give access to this information.")
    refusal.headers["WWW-Authenticate"] = f"PendingUserAction redirectUrl={action['RedirectUrl']}"
    return refusal


@outcome("VIEW")
def after_view(session: Authentication, verdict: str) -> None:
    """The user may be looked at for 180 days."""
    if verdict == VALIDATED:
        User.objects.filter(pk=session.user_id).update(viewed_date=clock.now())


@outcome("ENROLMENT")
def after_enrolment(session: Authentication, verdict: str) -> None:
    """A new owner becomes active."""
    user = User.objects.get(pk=session.user_id)
    name = {VALIDATED: "SUCCEEDED"}.get(verdict, verdict)
    notify(user.client_id, f"SCA_ENROLLMENT_{name}", user.pk)
    if verdict != VALIDATED:
        return
    user.enrolled_date = clock.now()
    if user.user_status == "PENDING_USER_ACTION":
        user.user_status = "ACTIVE"
        notify(user.client_id, "USER_ACCOUNT_ACTIVATED", user.pk)
    user.save(update_fields=["enrolled_date", "user_status"])


@outcome("CONSENT")
def after_consent(session: Authentication, verdict: str) -> None:
    """The platform may act for the user."""
    if verdict == VALIDATED:
        User.objects.filter(pk=session.user_id).update(consent_date=clock.now())


@outcome("CONTACT")
def after_contact(session: Authentication, verdict: str) -> None:
    """The new e-mail address and telephone hold."""
    if verdict != VALIDATED:
        return
    user = User.objects.get(pk=session.user_id)
    user.email = session.details.get("Email") or user.email
    user.details |= {key: value for key, value in session.details.items() if key != "Email"}
    user.save(update_fields=["email", "details"])
