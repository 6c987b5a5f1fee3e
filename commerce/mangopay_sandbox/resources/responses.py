"""Responses kept under idempotency keys, for 24 hours."""

import json
from email.utils import formatdate

from .. import errors
from ..call import Answer, Call
from ..models import KeptResponse

SECONDS_KEPT = 86_400


def view(call: Call) -> Answer:
    """GET /responses/{key}: what the first call with this key answered; 400 for an unknown key."""
    kept = (
        KeptResponse.objects.filter(
            client_id=call.client_id, key=call.ids["key"], created_at__gt=call.now - SECONDS_KEPT
        )
        .order_by("-created_at")
        .first()
    )
    if kept is None:
        raise errors.refused("correlationid_not_found", "No response is kept under this idempotency key.")
    return Answer(
        {
            "StatusCode": str(kept.status),
            "ContentLength": str(len(kept.content.encode())),
            "ContentType": "application/json; charset=utf-8",
            "Date": formatdate(kept.created_at, usegmt=True),
            "RequestURL": kept.url,
            "Resource": json.loads(kept.content) if kept.content else None,
        }
    )
