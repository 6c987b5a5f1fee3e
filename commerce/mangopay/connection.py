"""The door to Mangopay: one SDK handler per process and thread. Every call is counted, rationed, every failure named.

Requests go through the SDK's handler, not its model classes, which drop fields, read dates in local time and take
the 404 of a POST for a success.
"""

import logging
import os
import threading
import time
from collections import namedtuple
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.db import transaction
from mangopay.api import APIRequest
from mangopay.exceptions import APIError, DecodeError

from commerce.mangopay import governor
from commerce.mangopay.exceptions import AuthenticationNeeded, OutcomeUnknown, Refused, Unavailable

logger = logging.getLogger(__name__)

Call = namedtuple("Call", "method path")
Answer = namedtuple("Answer", "body headers")

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_NEVER_SENT = (requests.exceptions.ConnectTimeout, requests.exceptions.ProxyError, requests.exceptions.SSLError)
_recorders = []
_local = threading.local()


@contextmanager
def recorded_calls():
    """A list that receives a Call for each request to Mangopay made meanwhile, token requests apart."""
    calls = []
    _recorders.append(calls)
    try:
        yield calls
    finally:
        _recorders.remove(calls)


def current():
    """The connection of this process and thread to the Mangopay that the settings name."""
    identity = (os.getpid(), settings.MANGOPAY["BASE_URL"], settings.MANGOPAY["CLIENT_ID"])
    if getattr(_local, "identity", None) != identity:
        _local.connection = Connection(**_parameters())
        _local.identity = identity
    return _local.connection


def _parameters():
    mangopay = settings.MANGOPAY
    return {
        "base_url": mangopay["BASE_URL"],
        "client_id": mangopay["CLIENT_ID"],
        "api_key": mangopay["API_KEY"],
        "timeout_seconds": mangopay.get("TIMEOUT_SECONDS", 20.0),
    }


class Connection:
    """Authenticated requests to one Mangopay client account."""

    def __init__(self, *, base_url, client_id, api_key, timeout_seconds):
        address = f"{base_url.rstrip('/')}/v2.01/"
        self._client = (address, client_id)
        self._handler = APIRequest(
            client_id, api_key, api_url=address, api_sandbox_url=address, timeout=timeout_seconds
        )
        session = self._handler._session
        session.max_redirects = 0  # A redirected POST would become a GET.
        session.trust_env = urlsplit(base_url).hostname not in _LOOPBACK

    def get(self, path, **query):
        """Read a resource. Raises Refused or Unavailable."""
        return self._request("GET", path, query=query)

    def post(self, path, body, *, key=None):
        """Make something. Raises Refused, OutcomeUnknown or Unavailable."""
        return self._request("POST", path, body=body, key=key)

    def make(self, path, body, *, key):
        """POST once per key: where the key was used already, the body that it answered then. Raises like `post`.

        A key that was used up by a refusal is refused again: nothing was made, and nothing can be with this key.
        """
        try:
            return self.post(path, body, key=key).body
        except OutcomeUnknown:
            status, resource = self._kept(key)
            if status.startswith("4"):
                raise _refused(status, resource) from None
            if resource is None and not status.startswith("2"):  # A 204 has no body.
                raise
            return resource

    def _kept(self, key):
        try:
            kept = self.get(f"/responses/{key}").body
        except (Refused, Unavailable):  # Nothing is known either way: the first failure stands.
            return "", None
        return str(kept.get("StatusCode", "")), kept.get("Resource")

    def put(self, path, body):
        """Change something. Raises Refused, OutcomeUnknown or Unavailable."""
        return self._request("PUT", path, body=body)

    def delete(self, path):
        """Close something. Raises Refused, OutcomeUnknown or Unavailable."""
        return self._request("DELETE", path)

    def download(self, url):
        """The text behind a report's address."""
        try:
            response = self._handler._session.get(url, timeout=self._handler.timeout)
            response.raise_for_status()
        except requests.RequestException as error:
            raise Unavailable(f"The report can't be downloaded ({type(error).__name__}).") from error
        response.encoding = "utf-8"
        return response.text

    def _request(self, method, path, *, body=None, key=None, query=None):
        refuse_inside_a_transaction()
        try:
            return self._send(method, path, body, key, query)
        except _TokenRefused:
            self._handler.auth_manager.set_token(None)
        try:
            return self._send(method, path, body, key, query)
        except _TokenRefused as error:
            raise Unavailable("Mangopay doesn't accept our credentials.") from error

    def _send(self, method, path, body, key, query):
        governor.admit(self._client)
        self._fetch_token()
        for calls in _recorders:
            calls.append(Call(method, path))
        started = time.monotonic()
        try:
            response, content = self._handler.request(method, path, body, key, **(query or {}))
        except APIError as error:
            self._learn(error.code, error.headers)
            raise _named(method, error) from error
        except (requests.RequestException, ValueError, TypeError) as error:
            raise _unclear(method, type(error).__name__) from error
        finally:
            logger.debug("%s %s in %d ms", method, path, (time.monotonic() - started) * 1000)
        self._learn(response.status_code, response.headers)
        if response.status_code == HTTPStatus.NOT_FOUND:  # The SDK lets a 404 pass as an answer.
            raise _refused(response.status_code, content)
        return Answer(content, response.headers)

    def _learn(self, status_code, headers):
        is_refusal = status_code == HTTPStatus.TOO_MANY_REQUESTS
        (governor.learn_refusal if is_refusal else governor.learn)(self._client, headers)

    def _fetch_token(self):
        """Nothing was asked yet while this fails: no effect."""
        try:
            self._handler.auth_manager.get_token()
        except (APIError, requests.RequestException, ValueError, TypeError, KeyError) as error:
            raise Unavailable(f"Mangopay gives no token ({type(error).__name__}).") from error


class _TokenRefused(Exception):
    pass


def refuse_inside_a_transaction():
    """No lock is held while Mangopay thinks. The transaction that a test case opens around itself doesn't count."""
    blocks = transaction.get_connection().atomic_blocks
    if any(not block._from_testcase for block in blocks):
        raise RuntimeError("Mangopay is never called inside a transaction.")


def _named(method, error):
    if isinstance(error, DecodeError):
        return _unclear(method, "unreadable answer")
    if error.code is None:
        return _disconnected(method, error.__cause__)
    if error.code == HTTPStatus.UNAUTHORIZED:
        return _unauthorised(error)
    if error.code == HTTPStatus.TOO_MANY_REQUESTS:
        return Unavailable("Mangopay asks us to slow down.")
    if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR or error.code == HTTPStatus.CONFLICT:
        return _unclear(method, f"HTTP {error.code}")
    return _refused(error.code, error.content)


def _unauthorised(error):
    if "PendingUserAction" in (error.headers or {}).get("WWW-Authenticate", ""):
        return AuthenticationNeeded("sca_needed", "The owner has to authenticate.")
    return _TokenRefused()


def _refused(status_code, content):
    content = content or {}
    return Refused(content.get("Type") or str(status_code), content.get("Message", ""), content.get("errors"))


def _disconnected(method, cause):
    reason = type(cause).__name__
    if isinstance(cause, _NEVER_SENT) or "NewConnectionError" in repr(cause):
        return Unavailable(f"Mangopay can't be reached ({reason}).")
    return _unclear(method, reason)


def _unclear(method, reason):
    if method == "GET":
        return Unavailable(f"Mangopay gave no usable answer ({reason}).")
    return OutcomeUnknown(f"Nobody knows what became of this {method} ({reason}).")


class Redaction(logging.Filter):
    """The SDK logs whole bodies (names, IBANs) and tokens: keep method, address and status of its errors only."""

    def filter(self, record):
        if record.levelno < logging.WARNING:
            return False
        if str(record.msg).startswith("API ERROR"):
            status_code, url, method = record.args[:3]
            record.msg, record.args = "Mangopay answered %s to %s %s", (status_code, method, url)
        else:
            record.msg, record.args = "The Mangopay SDK met an answer that it can't read.", ()
        return True
