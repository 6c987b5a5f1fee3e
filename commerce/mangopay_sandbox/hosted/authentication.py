"""The page where an owner authenticates: a code by SMS, or a refusal."""

from django.http import HttpRequest, HttpResponse

from .. import authentications, clock
from ..fields import is_url
from ..models import Authentication, User
from ..resources import payins
from ..writing import writing
from . import pages

PURPOSES = {
    "ENROLMENT": "l’activation de votre compte",
    "CONSENT": "la plateforme peut agir en votre nom",
    "CONTACT": "le changement de vos coordonnées",
    "RECIPIENT": "l’enregistrement d’un compte bancaire",
    "TRANSFER": "un transfert d’argent",
    "VIEW": "la consultation de vos comptes",
}


def page(request: HttpRequest) -> HttpResponse:
    """GET and POST /authentication/?token=…&returnUrl=…"""
    session = Authentication.objects.filter(pk=request.GET.get("token", "")).first()
    if session is None:
        text = "Cette adresse ne correspond à aucune demande."
        return pages.closed(request, "Demande introuvable", text, None, 404)
    if session.status != "PENDING" or session.expires_at <= clock.now():
        return finished(request, session)
    if request.method != "POST":
        return form(request, session)
    with writing():
        return decide(request, Authentication.objects.get(pk=session.pk))


def form(request: HttpRequest, session: Authentication, mistake: str = "") -> HttpResponse:
    """The page itself."""
    user = User.objects.get(pk=session.user_id)
    status = 422 if mistake else 200
    purpose = PURPOSES[session.purpose]
    return pages.show(request, "authentication", status, user=user, purpose=purpose, mistake=mistake)


def decide(request: HttpRequest, session: Authentication) -> HttpResponse:
    """The right code validates; a refusal or three wrong codes fail."""
    if session.status == "PENDING" and request.POST.get("action") == "refuse":
        authentications.finish(session, authentications.FAILED)
    elif session.status == "PENDING":
        if request.POST.get("otp", "").strip() != authentications.TEST_CODE:
            session.attempts += 1
            session.save(update_fields=["attempts"])
            if session.attempts < authentications.ATTEMPTS:
                return form(request, session, "Ce code n’est pas le bon.")
            authentications.finish(session, authentications.FAILED)
        else:
            authentications.finish(session, authentications.VALIDATED)
    return finished(request, session)


def finished(request: HttpRequest, session: Authentication) -> HttpResponse:
    """Back to the platform with controlStatus, or a last word."""
    validated = session.status == authentications.VALIDATED
    back = request.GET.get("returnUrl", "")
    if is_url(back) and len(back) < 2000:
        status = "VALIDATED" if validated else "FAILED"
        return pages.leave(payins.with_parameter(back, controlStatus=status))
    text = "Vous pouvez fermer cette page."
    return pages.closed(request, "C’est confirmé" if validated else "La demande n’a pas abouti", text)
