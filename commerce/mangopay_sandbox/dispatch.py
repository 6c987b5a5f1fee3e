"""The door of the API: who calls, how often, with which body, under which key; then the resource."""

import json
import logging
import re
import time

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from . import clock, errors, faults, rates, routes, tokens
from .call import Answer, Call
from .models import KeptResponse
from .resources import responses
from .writing import writing

LARGEST_BODY = 12 * 1024 * 1024
KEY = re.compile(r"[A-Za-z0-9-]{16,36}")
HANDLER = "mangopay_sandbox.handler"

log = logging.getLogger("mangopay_sandbox")


def api(request: HttpRequest, path: str) -> HttpResponse:
    """Answer any call below /v2.01/."""
    words = [word for word in path.split("/") if word]
    try:
        refuse_length(request)
        if [word.lower() for word in words] == ["oauth", "token"]:
            return with_faults(request, "oauth/token", lambda: token(request))
        if len(words) < 2:
            raise errors.no_route(path)
        return authenticated(request, words[0], "/".join(words[1:]))
    except errors.ApiError as refusal:
        return refused(refusal)
    except SuspiciousOperation:
        return malformed(request)
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return refused(errors.ApiError(500, "internal_server_error", "Internal server error."))


def token(request: HttpRequest) -> HttpResponse:
    """POST /oauth/token; the grant type is read as JSON or as a form."""
    if request.method != "POST":
        raise errors.ApiError(405, "method_not_allowed", f"{request.method} is not possible here.")
    text = request.body.decode("utf-8", "replace").replace('"', "").replace(" ", "")
    if not re.search(r"grant_type[=:]client_credentials\b", text):
        raise errors.invalid(grant_type="The grant_type must be client_credentials.")
    with writing():
        return written(tokens.issue(request.headers.get("Authorization", "")))


def authenticated(request: HttpRequest, client_id: str, path: str) -> HttpResponse:
    """A call with a token: counted, rationed, then performed."""
    known = tokens.client_of(request.headers.get("Authorization", ""))
    if known.lower() != client_id.lower():
        raise errors.forbidden("The token was given to another client.")
    headers, too_many = rates.count(known)
    try:
        if too_many:
            raise rates.too_many()
        response = with_faults(request, path, lambda: call(request, known, path))
    except errors.ApiError as refusal:
        response = refused(refusal)
    for name, value in headers.items():
        response.headers[name] = value
    return response


def with_faults(request: HttpRequest, path: str, perform) -> HttpResponse:
    """Perform the call as the faults in force let it."""
    struck = faults.for_call(request.method, path)
    kinds = {fault.kind: fault for fault in struck}
    if "latency" in kinds:
        time.sleep(kinds["latency"].seconds)
    if "rate_limit" in kinds:
        raise rates.too_many()
    if "drop_before" in kinds:
        return dropped(request)
    if "error_before" in kinds:
        return refused(broken(kinds["error_before"]))
    response = perform()
    if "drop_after" in kinds:
        return dropped(request)
    if "error_after" in kinds:
        return refused(broken(kinds["error_after"]))
    return response


def broken(fault: faults.Fault) -> errors.ApiError:
    """A 5xx on request."""
    return errors.ApiError(fault.status, "internal_server_error", "Internal server error (on request).")


def dropped(request: HttpRequest) -> HttpResponse:
    """Close the connection without an answer."""
    request.META[HANDLER].drop()
    return HttpResponse(status=500)


def call(request: HttpRequest, client_id: str, path: str) -> HttpResponse:
    """Find the route, read the body, perform."""
    view, ids = routes.find(request.method, path)
    made = Call(
        client_id=client_id,
        method=request.method,
        path=path,
        query=request.GET,
        body=read_body(request) if request.method in ("POST", "PUT") else {},
        base=f"{request.scheme}://{request.get_host()}",
        ids=ids,
    )
    if request.method == "GET":
        return answered(view(made))
    key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
    with writing():
        if key is None:
            return answered(view(made))
        return once(made, view, key, request.build_absolute_uri())


def once(made: Call, view, key: str, url: str) -> HttpResponse:
    """Perform a POST whose key was not used for 24 hours, and keep what it answers, a refusal too."""
    if not KEY.fullmatch(key):
        raise errors.wrong_fields({"Idempotency-Key": "16 to 36 letters, digits or dashes."})
    now = clock.now()
    used = KeptResponse.objects.filter(client_id=made.client_id, key=key, created_at__gt=now - responses.SECONDS_KEPT)
    if used.exists():
        text = "A call was already made with this idempotency key."
        raise errors.ApiError(409, "idempotent_creation_conflict", text)
    try:
        with transaction.atomic():
            response = answered(view(made))
    except errors.ApiError as refusal:
        response = refused(refusal)
    KeptResponse.objects.create(
        client_id=made.client_id,
        key=key,
        created_at=now,
        status=response.status_code,
        url=url,
        content=response.content.decode(),
    )
    return response


def read_body(request: HttpRequest) -> dict:
    """The JSON object that was sent; an empty body is an empty object."""
    content = request.body
    if not content.strip():
        return {}
    # A body without a type arrives as text/plain.
    if request.content_type not in ("", "text/plain", "application/json", "text/json"):
        raise errors.ApiError(415, "unsupported_media_type", "The body must be application/json.")
    try:
        body = json.loads(content.decode("utf-8"), parse_constant=refuse_constant)
        json.dumps(body, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise errors.wrong_fields({"Body": "The body is not valid JSON."}) from None
    if not isinstance(body, dict):
        raise errors.wrong_fields({"Body": "The body must be a JSON object."})
    return body


def refuse_length(request: HttpRequest) -> None:
    """413 for a body too large; 411 for one without a length, whose rest would be taken for a call."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        request.META[HANDLER].close_after_this()
        raise errors.wrong_fields({"Content-Length": "The length must be a number."})
    if int(length[:20]) > LARGEST_BODY:
        raise errors.ApiError(413, "payload_too_large", "The body is too large.")
    if "HTTP_TRANSFER_ENCODING" in request.META:
        request.META[HANDLER].close_after_this()
        raise errors.ApiError(411, "length_required", "The body must come with its length.")


def refuse_constant(name: str):
    """NaN and Infinity are no JSON."""
    raise ValueError(name)


def answered(answer: Answer) -> HttpResponse:
    """The resource's answer as HTTP."""
    if answer.body is None:
        return HttpResponse(status=answer.status, headers={"Content-Length": "0"})
    return written(answer.body, answer.status, answer.headers)


def refused(refusal: errors.ApiError) -> HttpResponse:
    """A refusal as HTTP."""
    return written(refusal.body(clock.now()), refusal.status, refusal.headers)


def written(body: dict | list, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    """JSON in UTF-8."""
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(content, status=status, content_type="application/json; charset=utf-8")
    response.headers["Content-Length"] = str(len(response.content))
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def unknown(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the API's shape, for any address outside."""
    return refused(errors.no_route(request.path))


def failed(request: HttpRequest) -> HttpResponse:
    """500 in the API's shape."""
    return refused(errors.ApiError(500, "internal_server_error", "Internal server error."))


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 in the API's shape, for requests that Django itself refuses."""
    return refused(errors.wrong_fields({"Request": "The request is malformed."}))
