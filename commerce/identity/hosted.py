"""Identity verified on Mangopay's own page, where the operator has it (MANGOPAY["HOSTED_IDENTITY"])."""

from django.conf import settings

from commerce.identity import proofs
from commerce.identity.models import Proof
from commerce.mangopay.declarations import declarations
from commerce.mangopay.exceptions import MangopayError

State = Proof.State


def is_offered():
    """Whether Mangopay activated it for this operator."""
    return bool(settings.MANGOPAY.get("HOSTED_IDENTITY"))


def begin(vendor, *, return_url, now):
    """Where the owner proves who they are. Asked again while it is open, the same page. Raises AlreadySent."""
    kind = Proof.Kind.HOSTED
    living = Proof.objects.filter(vendor=vendor, kind=kind, state__in=[State.SENDING, State.ASKED]).first()
    if living and living.resource_id:
        return proofs.seen(living).hosted_url
    proof = living or proofs.begin(vendor, kind, now=now)
    try:
        judged = declarations().begin_verification(vendor.mangopay_user_id, return_url=return_url, key=str(proof.key))
    except MangopayError:
        if not living:
            proofs.abandon(proof)
        raise
    Proof.objects.filter(pk=proof.pk).update(resource_id=judged.id, state=State.ASKED, sent_at=now)
    return judged.hosted_url
