"""Bearer tokens: given for a client's key, good for twenty minutes, kept over restarts.

They live in real time: a test that advances the emulator's clock keeps its token, as its SDK does.
"""

import base64
import binascii
import secrets
import time

from . import errors, options
from .models import Token

SECONDS = 1200
SHOWN_SECONDS = 1199

_known: dict[str, tuple[str, int]] = {}


def issue(authorization: str) -> dict:
    """The answer of /oauth/token to Basic credentials, or 401."""
    client_id = check_credentials(authorization)
    token = Token.objects.create(
        value=secrets.token_hex(32), client_id=client_id, expires_at=int(time.time()) + SECONDS
    )
    return {"access_token": token.value, "token_type": "bearer", "expires_in": SHOWN_SECONDS}


def check_credentials(authorization: str) -> str:
    """The client id of Basic credentials that this server accepts."""
    scheme, _, encoded = authorization.partition(" ")
    try:
        text = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise errors.unauthorized() from None
    client_id, _, key = text.partition(":")
    if scheme.lower() != "basic" or not client_id or not key or len(client_id) > 100:
        raise errors.unauthorized()
    wanted = options.current
    if wanted.client_id is not None and client_id != wanted.client_id:
        raise errors.unauthorized()
    if wanted.api_key is not None and key != wanted.api_key:
        raise errors.unauthorized()
    return client_id


def client_of(authorization: str) -> str:
    """The client id behind a bearer token, or 401."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() != "bearer" or not value:
        raise errors.unauthorized()
    known = _known.get(value)
    if known is None:
        row = Token.objects.filter(pk=value).first()
        if row is None:
            raise errors.unauthorized()
        known = _known[value] = (row.client_id, row.expires_at)
    client_id, expires_at = known
    if int(time.time()) >= expires_at:
        raise errors.unauthorized("The token has expired.")
    return client_id


def revoke_all() -> int:
    """Forget every token; clients get 401 until they ask for a new one."""
    _known.clear()
    return Token.objects.all().delete()[0]
