"""The control API: JSON in and out below /control/; the control page's forms post here too."""

import json

from django.http import HttpRequest, HttpResponse

from .. import clock, dispatch, errors
from ..hosted import pages
from ..writing import writing
from . import decisions, machine

# (method, path, function, whether it writes to the database)
ROUTES = (
    ("GET", "clock", machine.show_clock, False),
    ("POST", "clock", machine.move_clock, False),
    ("GET", "delays", machine.show_delays, False),
    ("POST", "delays", machine.set_delays, False),
    ("GET", "faults", machine.show_faults, False),
    ("POST", "faults", machine.add_fault, False),
    ("DELETE", "faults", machine.lift_faults, False),
    ("DELETE", "faults/{number}", machine.lift_faults, False),
    ("POST", "rate-limits", machine.set_rates, False),
    ("POST", "tokens/revoke", machine.revoke_tokens, True),
    ("GET", "audit", machine.show_audit, False),
    ("POST", "quiet", machine.wait_until_quiet, False),
    ("GET", "deliveries", machine.show_deliveries, False),
    ("POST", "documents/{document_id}", decisions.document, True),
    ("POST", "ubo-declarations/{declaration_id}", decisions.ubo_declaration, True),
    ("POST", "identity-verifications/{verification_id}", decisions.identity_verification, True),
    ("POST", "payouts/{payout_id}/succeed", decisions.payout_succeed, True),
    ("POST", "payouts/{payout_id}/fail", decisions.payout_fail, True),
    ("POST", "payouts/{payout_id}/return", decisions.payout_return, True),
    ("POST", "bankwires/{payin_id}/settle", decisions.bankwire_settle, True),
    ("POST", "payins/{payin_id}/fail", decisions.payin_fail, True),
    ("POST", "payins/{payin_id}/dispute", decisions.dispute_open, True),
    ("POST", "disputes/{dispute_id}", decisions.dispute_decide, True),
    ("POST", "users/{user_id}", decisions.user_change, True),
    ("POST", "users/{user_id}/authenticate", decisions.user_authenticate, True),
    ("POST", "users/{user_id}/consent", decisions.user_consent, True),
    ("POST", "wallets/{wallet_id}", decisions.wallet_block, True),
    ("POST", "fees/bill", decisions.fees_bill, True),
    ("POST", "proxy", decisions.proxy, True),
)
FLAGS = {"true": True, "false": False}
NUMBERS = ("amount", "advance_seconds")


def control(request: HttpRequest, path: str) -> HttpResponse:
    """Perform a decision; a form is sent back to its page."""
    try:
        dispatch.refuse_length(request)
        function, ids, writes = find(request.method, path.strip("/"))
        refuse_other_sites(request)
        result = perform(function, read(request) | ids, writes)
    except errors.ApiError as refusal:
        if is_form(request):
            text = "; ".join((refusal.errors or {}).values()) or refusal.message
            return pages.closed(request, "Décision impossible", text, request.headers.get("Referer"), 400)
        return dispatch.written(refusal.body(clock.now()), refusal.status)
    if is_form(request):
        return pages.leave(request.headers.get("Referer") or "/")
    return dispatch.written(result)


def find(method: str, path: str):
    """The function and the ids in the path; 404 or 405."""
    given = path.split("/")
    known = False
    for wanted, pattern, function, writes in ROUTES:
        words = pattern.split("/")
        if len(words) != len(given):
            continue
        pairs = list(zip(words, given, strict=True))
        if not all(word == text or word.startswith("{") for word, text in pairs):
            continue
        known = True
        if wanted == method:
            ids = {word[1:-1]: text for word, text in pairs if word.startswith("{")}
            return function, ids, writes
    if known:
        raise errors.ApiError(405, "method_not_allowed", f"{method} is not possible here.")
    raise errors.no_route(path)


def refuse_other_sites(request: HttpRequest) -> None:
    """A page of another origin may not decide for the person at this one."""
    origin = request.headers.get("Origin")
    if origin and origin != f"{request.scheme}://{request.get_host()}":
        raise errors.forbidden("Decisions are made from this page or without a browser.")


def is_form(request: HttpRequest) -> bool:
    """Whether a page's form was posted."""
    return request.content_type == "application/x-www-form-urlencoded"


def read(request: HttpRequest) -> dict:
    """The arguments: a JSON object, or a form's fields."""
    if is_form(request):
        return {name: typed(name, text.strip()) for name, text in request.POST.items() if text.strip()}
    if not request.body.strip():
        return {}
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise errors.invalid(Body="The body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise errors.invalid(Body="The body must be a JSON object.")
    return body


def typed(name: str, text: str):
    """A form's text as a flag or a number where the name asks for one."""
    if name in NUMBERS:
        try:
            return int(text)
        except ValueError:
            raise errors.wrong_fields({name: "Un nombre entier."}) from None
    return FLAGS.get(text, text)


def perform(function, arguments: dict, writes: bool) -> dict:
    """Call the function; unknown or mistyped arguments are a 400."""
    try:
        if not writes:
            return function(**arguments)
        with writing():
            return function(**arguments)
    except (TypeError, ValueError, OverflowError) as problem:
        raise errors.invalid(Body=str(problem)[:200]) from None
