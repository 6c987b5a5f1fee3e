"""The payment page of a web pay-in, and the 3-D Secure page of any card payment."""

from django.http import HttpRequest, HttpResponse

from .. import card_numbers, clock, transactions
from ..models import Preauthorization, Transaction
from ..resources import card_payins, payins, preauthorizations
from ..writing import writing
from . import pages

MISTAKES = {
    "105202": "Ce numéro de carte n’est pas valide.",
    "105203": "La date d’expiration s’écrit MM/AA.",
    "105204": "Le cryptogramme a trois ou quatre chiffres.",
}
OVER = "La session de paiement est terminée"


def web_payin(payin_id: str) -> Transaction | None:
    """The web pay-in behind a page."""
    payin = Transaction.objects.filter(pk=payin_id, type="PAYIN", nature="REGULAR").first()
    return payin if payin and payin.details.get("RedirectURL") else None


def over(request: HttpRequest, back: str | None) -> HttpResponse:
    """The pay-in is decided or has expired."""
    return pages.closed(request, OVER, "Ce paiement est déjà traité, annulé ou expiré.", back)


def missing(request: HttpRequest) -> HttpResponse:
    """No such payment."""
    return pages.closed(request, "Paiement introuvable", "Cette adresse ne correspond à aucun paiement.", None, 404)


def pay(request: HttpRequest, payin_id: str) -> HttpResponse:
    """GET and POST /payment/{id}."""
    payin = web_payin(payin_id)
    if payin is None:
        return missing(request)
    if payin.status != Transaction.CREATED:
        return over(request, payin.details["ReturnURL"])
    if request.method != "POST":
        return pages.show(request, "payment", payin=payin)
    with writing():
        return decide(request, Transaction.objects.get(pk=payin_id))


def decide(request: HttpRequest, payin: Transaction) -> HttpResponse:
    """Pay with the card that was typed, or cancel (101002)."""
    back = payin.details["ReturnURL"]
    if payin.status != Transaction.CREATED:
        return over(request, back)
    if request.POST.get("action") == "cancel":
        transactions.fail(payin, "101002")
        return pages.leave(back)
    number = card_numbers.digits(request.POST.get("cardNumber", ""))
    typed = request.POST.get("cardExpirationDate", "")
    expires = card_numbers.expiration(typed)
    code = card_numbers.mistakes(number, expires, request.POST.get("cardCvx", ""))
    if code:
        shown = {"payin": payin, "number": number, "expires": typed, "mistake": MISTAKES[code]}
        return pages.show(request, "payment", 422, **shown)
    base = f"{request.scheme}://{request.get_host()}"
    data = card_numbers.read(number, expires, clock.now())
    return pages.leave(card_payins.pay(payin, data, base) or back)


def return_address(payin: Transaction) -> str:
    """Where the buyer goes after 3-D Secure."""
    if "ReturnURL" in payin.details:
        return payin.details["ReturnURL"]
    return payins.with_parameter(payin.details["SecureModeReturnURL"], transactionId=payin.pk)


def challenge(request: HttpRequest, object_id: str) -> HttpResponse:
    """GET and POST /3ds/{id}: the holder confirms to the bank, or refuses (101301)."""
    kept = Preauthorization.objects.filter(pk=object_id).first()
    if kept is not None:
        return challenge_preauthorization(request, kept)
    payin = Transaction.objects.filter(pk=object_id, type="PAYIN").first()
    if payin is None or "SecureMode" not in payin.details:
        return missing(request)
    back = return_address(payin)
    if payin.status != Transaction.CREATED:
        return over(request, back)
    if request.method != "POST":
        return pages.show(request, "challenge", amount=payin.debited_amount, currency=payin.currency)
    with writing():
        accepted = request.POST.get("action") == "accept"
        card_payins.answer_challenge(Transaction.objects.get(pk=object_id), accepted)
    return pages.leave(back)


def challenge_preauthorization(request: HttpRequest, kept: Preauthorization) -> HttpResponse:
    """The same page for money that is only kept ready."""
    back = payins.with_parameter(kept.details["SecureModeReturnURL"], preAuthorizationId=kept.pk)
    if kept.status != "CREATED":
        return over(request, back)
    if request.method != "POST":
        return pages.show(request, "challenge", amount=kept.amount, currency=kept.currency)
    with writing():
        accepted = request.POST.get("action") == "accept"
        preauthorizations.answer_challenge(Preauthorization.objects.get(pk=kept.pk), accepted)
    return pages.leave(back)
