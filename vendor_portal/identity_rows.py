"""What each proof of a vendor's identity looks like on a page: where it stands, why, and what to do."""

from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.identity.models import Proof
from commerce.identity.words import ASKED_FOR, explained, flags_in_words

#: Tones of the design's status component.
TONES = {"validated": "done", "refused": "trouble", "out_of_date": "trouble", "incomplete": "trouble", "": ""}
#: Kinds of papers in addresses.
SLUGS = {
    Proof.Kind.IDENTITY: "piece-d-identite",
    Proof.Kind.REGISTRATION: "immatriculation",
    Proof.Kind.ARTICLES: "statuts",
    Proof.Kind.SHAREHOLDERS: "actionnariat",
}
KINDS = {slug: kind for kind, slug in SLUGS.items()}


def row_of(kind, proof):
    """A kind of proof with its latest Proof, or None."""
    state = proof.state if proof else ""
    return {
        "kind": kind,
        "label": Proof.Kind(kind).label,
        "why": ASKED_FOR[kind],
        "proof": proof,
        "state": proof.get_state_display() if proof else _("À envoyer"),
        "tone": TONES.get(state, "waiting"),
        "trouble": explained(proof) if proof and state in Proof.WANTING else "",
        "flags": flags_in_words(proof) if proof and state in Proof.WANTING else [],
        "is_wanted": state not in Proof.SENT,
        "url": _url(kind),
    }


def _url(kind):
    if kind in Proof.PAPERS:
        return reverse("vendor_portal:identity-paper", args=[SLUGS[kind]])
    return reverse("vendor_portal:beneficial-owners") if kind == Proof.Kind.BENEFICIAL_OWNERS else ""
