"""Two pages with a yes and a no: a mandate for direct debits, a hosted proof of identity."""

from django.http import HttpRequest, HttpResponse

from ..models import IdentityVerification, Mandate
from ..resources import identity_verifications, mandates, payins
from ..writing import writing
from . import pages


def ask(request: HttpRequest, heading: str, text: str) -> HttpResponse:
    """The page with both buttons."""
    return pages.show(request, "confirmation", heading=heading, text=text)


def accepted(request: HttpRequest) -> bool:
    """Which button was pressed."""
    return request.POST.get("action") == "accept"


def missing(request: HttpRequest) -> HttpResponse:
    """No such demand."""
    text = "Cette adresse ne correspond à aucune demande."
    return pages.closed(request, "Demande introuvable", text, None, 404)


def mandate(request: HttpRequest, mandate_id: str) -> HttpResponse:
    """GET and POST /mandate/{id}."""
    found = Mandate.objects.filter(pk=mandate_id).first()
    if found is None:
        return missing(request)
    back = found.details["ReturnURL"]
    if found.status != "CREATED":
        return pages.closed(request, "Mandat déjà traité", "Cette demande a déjà reçu une réponse.", back)
    if request.method != "POST":
        return ask(request, "Mandat de prélèvement SEPA", "Vous autorisez le prélèvement de votre compte bancaire.")
    with writing():
        mandates.decide(Mandate.objects.get(pk=mandate_id), accepted(request))
    return pages.leave(back)


def identity(request: HttpRequest, verification_id: str) -> HttpResponse:
    """GET and POST /identity/{id}."""
    found = IdentityVerification.objects.filter(pk=verification_id).first()
    if found is None:
        return missing(request)
    back = payins.with_parameter(found.details["ReturnUrl"], identityVerificationId=found.pk)
    if found.status not in ("PENDING", "REVIEW"):
        return pages.closed(request, "Identité déjà examinée", "Cette vérification est terminée.", back)
    if request.method != "POST":
        return ask(request, "Vérification d’identité", "Vous présentez une pièce d’identité fictive.")
    with writing():
        verdict = "VALIDATED" if accepted(request) else "REFUSED"
        identity_verifications.decide(IdentityVerification.objects.get(pk=verification_id), verdict)
    return pages.leave(back)
