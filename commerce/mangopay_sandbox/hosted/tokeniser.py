"""The tokeniser: the browser posts a card here, never to the platform."""

import secrets

from django.http import HttpRequest, HttpResponse

from .. import card_numbers, clock
from ..models import CardRegistration
from ..writing import writing

ERRORS = {"105202": "02625", "105203": "02626", "105204": "02627"}


def tokenise(request: HttpRequest) -> HttpResponse:
    """POST /tokenise with accessKeyRef, data, cardNumber, cardExpirationDate, cardCvx: `data=…` or `errorCode=…`."""
    if request.method == "OPTIONS":
        return answer("")
    given = request.GET.copy()
    given.update(request.POST)
    with writing():
        return answer(token(given))


def answer(text: str) -> HttpResponse:
    """Plain text that a page of another origin may read."""
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "POST, OPTIONS",
        "Access-Control-Allow-Headers": "Content-Type",
    }
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def token(given) -> str:
    """Keep what may be kept of the card; return a token for it."""
    registration = CardRegistration.objects.filter(access_key=given.get("accessKeyRef", ""), status="CREATED").first()
    if registration is None or given.get("data") != registration.details["PreregistrationData"]:
        return "errorCode=09101"
    number = card_numbers.digits(given.get("cardNumber", ""))
    expires = card_numbers.expiration(given.get("cardExpirationDate", ""))
    if code := card_numbers.mistakes(number, expires, given.get("cardCvx", "")):
        return f"errorCode={ERRORS[code]}"
    registration.details |= {
        "Token": secrets.token_urlsafe(32),
        "Card": list(card_numbers.read(number, expires, clock.now())),
    }
    registration.save(update_fields=["details"])
    return f"data={registration.details['Token']}"
