"""What proves who a vendor is: which papers, sent to Mangopay once, judged there, told here."""

from datetime import timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.identity import letters, owners
from commerce.identity.models import Proof
from commerce.mangopay.declarations import declarations
from commerce.mangopay.exceptions import MangopayError, OutcomeUnknown
from commerce.mangopay.gateway import gateway
from commerce.mangopay.onboarding import onboarding
from commerce.partner.models import Partner

Kind, State = Proof.Kind, Proof.State

NEEDED = {
    Partner.LegalForm.NATURAL: (Kind.IDENTITY,),
    Partner.LegalForm.SOLETRADER: (Kind.IDENTITY, Kind.REGISTRATION),
    Partner.LegalForm.BUSINESS: (Kind.IDENTITY, Kind.REGISTRATION, Kind.ARTICLES, Kind.BENEFICIAL_OWNERS),
}
#: How long a sending may take before it counts as broken off.
SENDING_LIFETIME = timedelta(minutes=2)
#: How old a proof of registration may be (Mangopay's guide: three months).
REGISTRATION_LIFETIME = timedelta(days=90)
#: How far back renewals are looked for when their hook was lost.
LOST_HOOKS = timedelta(days=7)
STATES = {
    "VALIDATION_ASKED": State.ASKED,
    "PENDING": State.ASKED,
    "REVIEW": State.REVIEW,
    "VALIDATED": State.VALIDATED,
    "INCOMPLETE": State.INCOMPLETE,
    "REFUSED": State.REFUSED,
    "OUT_OF_DATE": State.OUT_OF_DATE,
}


class AlreadySent(Exception):
    """Mangopay has this paper already, or is being sent it right now."""


def needed(vendor):
    """Kinds that Mangopay wants of this vendor, in the order of asking; the shareholders' only where it asked."""
    kinds = list(NEEDED[vendor.legal_form])
    asked = Proof.objects.filter(vendor=vendor, reason="SHAREHOLDERS_DECLARATION_NEEDED").exists()
    return [*kinds, Kind.SHAREHOLDERS] if asked else kinds


def latest_of(vendor):
    """The last Proof of each kind, by kind; abandoned sendings are nothing. One query."""
    latest = {}
    for proof in Proof.objects.filter(vendor=vendor).exclude(state=State.ABANDONED).order_by("begun_at", "pk"):
        latest[proof.kind] = proof
    return latest


def missing(vendor):
    """Kinds that the vendor still has to send, or to send again."""
    if vendor.kyc_level == Partner.KycLevel.REGULAR:
        return []
    latest = latest_of(vendor)
    if (hosted := latest.get(Kind.HOSTED)) and hosted.state in Proof.SENT:
        return []
    return [kind for kind in needed(vendor) if kind not in latest or latest[kind].state not in Proof.SENT]


def send(vendor, kind, pages, *, now, tag=""):
    """Hand a paper to Mangopay, page by page (bytes), and keep its id, never its pages. Returns the Proof.

    Raises AlreadySent; Refused, OutcomeUnknown or Unavailable when it didn't get there: send it again.
    """
    desk, proof = onboarding(), begin(vendor, kind, now=now)
    try:
        proof.resource_id = desk.create_document(vendor.mangopay_user_id, kind, key=str(proof.key), tag=tag)
        proof.save(update_fields=["resource_id"])
        desk.submit_document(vendor.mangopay_user_id, proof.resource_id, pages)
    except OutcomeUnknown:
        if not _has_arrived(proof):
            abandon(proof)
            raise
    except MangopayError:
        abandon(proof)
        raise
    sent(proof, now=now)
    return proof


def begin(vendor, kind, *, now):
    """The row of a sending, kept before the first call: two clicks make one. Raises AlreadySent."""
    for living in Proof.objects.filter(vendor=vendor, kind=kind, state=State.SENDING):
        if living.begun_at > now - SENDING_LIFETIME:
            raise AlreadySent
        mend(living, now=now)
    try:
        with transaction.atomic():
            return Proof.objects.create(vendor=vendor, kind=kind, key=uuid4(), begun_at=now)
    except IntegrityError as error:
        raise AlreadySent from error


def mend(proof, *, now):
    """A sending that broke off: either it had arrived, or it is given up. The person sends the paper again."""
    if _has_arrived(proof):
        sent(proof, now=now)
    elif proof.kind != Kind.BENEFICIAL_OWNERS:  # Its declaration stays open at Mangopay, and is gone on with.
        abandon(proof)


def _has_arrived(proof):
    return bool(proof.resource_id) and seen(proof).status not in ("CREATED", "PENDING")


def sent(proof, *, now):
    """Mangopay has it: the answer comes within a day or so."""
    Proof.objects.filter(pk=proof.pk, state__in=[State.SENDING, State.INCOMPLETE]).update(
        state=State.ASKED, sent_at=now
    )
    proof.refresh_from_db()


def abandon(proof):
    """Nothing came of this sending."""
    Proof.objects.filter(pk=proof.pk, state=State.SENDING).update(state=State.ABANDONED)


def seen(proof):
    """The proof as Mangopay shows it now."""
    if proof.kind == Kind.BENEFICIAL_OWNERS:
        return declarations().declaration(proof.resource_id)
    if proof.kind == Kind.HOSTED:
        return declarations().verification(proof.resource_id)
    return onboarding().document(proof.resource_id)


def look(proof, *, now):
    """Read a proof again; whoever must act is written to at once, and once."""
    if not proof.resource_id:
        return proof
    judged = seen(proof)
    state = STATES.get(judged.status)
    if state is None or state == proof.state:
        return proof
    changes = {
        "state": state,
        "reason": judged.reason[:60],
        "message": judged.message[:500],
        "flags": list(judged.flags),
        "decided_at": now,
    }
    if Proof.objects.filter(pk=proof.pk, state=proof.state).update(**changes):
        proof.refresh_from_db()
        if state in Proof.WANTING:
            letters.wanting(proof, now=now)
    return proof


def look_at_resource(resource_id, *, now):
    """A hook spoke of a paper, a declaration or a verification."""
    for proof in Proof.objects.filter(resource_id=resource_id).exclude(state=State.ABANDONED).select_related("vendor"):
        look(proof, now=now)
        owners.look(proof.vendor, now=now)


def to_look_at(now):
    """Proofs whose hook may have been lost, and sendings that broke off: the nightly check looks at them."""
    undecided = Proof.objects.filter(state__in=[State.ASKED, State.REVIEW, State.SENDING])
    return undecided.filter(begun_at__lte=now - SENDING_LIFETIME).select_related("vendor")


def look_again(proof, *, now):
    """What the nightly check does with each of them."""
    if proof.state == State.SENDING:
        mend(proof, now=now)
    else:
        look(proof, now=now)


def may_be_outdated(now):
    """Whether anybody's paper is valid, and may have gone out of date: one row, or none."""
    return Proof.objects.filter(state=State.VALIDATED)[:1]


def look_for_renewals(_any, *, now):
    """Papers that went out of date without our hearing, of all vendors: one call per kind of news."""
    for event_type in ("KYC_OUTDATED", "IDENTITY_VERIFICATION_OUTDATED"):
        for resource_id in gateway().events(event_type, after=now - LOST_HOOKS):
            look_at_resource(resource_id, now=now)


def is_too_old(issued_on, now):
    """Whether a proof of registration of this day is older than Mangopay takes."""
    return issued_on < timezone.localdate(now) - REGISTRATION_LIFETIME
