"""Who owns or directs a company: declared to Mangopay, and forgotten here (art. L561-2-2 of the Code monétaire)."""

from commerce.identity import proofs
from commerce.identity.models import Proof
from commerce.mangopay.declarations import declarations
from commerce.mangopay.exceptions import OutcomeUnknown, Refused
from commerce.partner.models import Partner

#: How many people a declaration may name (Mangopay).
PEOPLE_MAX = 15
State = Proof.State
#: What Mangopay says of a declaration whose people may still be changed; any other was sent, and perhaps judged since.
OPEN_TO_CHANGES = {"CREATED", "INCOMPLETE"}


def must_declare(vendor):
    """Whether the law asks this vendor for its beneficial owners: companies only."""
    return vendor.legal_form == Partner.LegalForm.BUSINESS


def declare(vendor, people, *, now):
    """Declare these BeneficialOwner, or correct a declaration that was incomplete. Returns the Proof.

    Cut anywhere, it is repaired by declaring again: the open declaration then names these people and nobody else.
    Raises AlreadySent, Refused with the fields, OutcomeUnknown or Unavailable.
    """
    proof, desk = _open(vendor, now=now), declarations()
    if not proof.resource_id:
        proof.resource_id = _opened_at_mangopay(vendor, proof, desk)
        proof.save(update_fields=["resource_id"])
    try:
        desk.put_people(vendor.mangopay_user_id, desk.declaration(proof.resource_id), people)
    except OutcomeUnknown:
        if desk.declaration(proof.resource_id).status in OPEN_TO_CHANGES:
            raise
    proofs.sent(proof, now=now)
    return proof


def _opened_at_mangopay(vendor, proof, desk):
    """Only one declaration may be open there: where its key is forgotten, it is found in the list."""
    try:
        return desk.open_declaration(vendor.mangopay_user_id, key=str(proof.key))
    except Refused:
        if found := desk.find_open_declaration(vendor.mangopay_user_id):
            return found
        raise


def _open(vendor, *, now):
    """The declaration that is open to changes, or a new one; a broken-off one is gone on with."""
    kind = Proof.Kind.BENEFICIAL_OWNERS
    begun = Proof.objects.filter(vendor=vendor, kind=kind, state__in=[State.SENDING, State.INCOMPLETE]).first()
    if begun and begun.resource_id and proofs.seen(begun).status not in OPEN_TO_CHANGES:
        proofs.sent(begun, now=now)
        raise proofs.AlreadySent
    return begun or proofs.begin(vendor, kind, now=now)
