"""What the other side answers, and what the buyer says to it. Each step may be sent twice and is taken once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.date_format import date_format
from commerce.disputes import deadlines, letters
from commerce.disputes.exceptions import DisputeRefused
from commerce.disputes.giving_back import give_back, is_too_late_for_the_card, left_in
from commerce.disputes.grounds import Ground, Remedy
from commerce.disputes.states import Role, State
from commerce.disputes.stepping import locked, move, require
from commerce.money_format import euros


@transaction.atomic
def explain(dispute, *, words, now, actor=None, pictures=(), paper=None):
    """The vendor explains, and gives nothing: the buyer may call the operator. Raises ActionNotAllowed.

    DisputeRefused without words, ValidationError for a bad paper.
    """
    current = locked(dispute)
    require(current, "explain", Role.VENDOR)
    _require_words(words)
    sent = {"words": words, "pictures": pictures, "paper": paper}
    step = move(current, "explain", Role.VENDOR, now=now, actor=actor, **sent)
    letters.answered(current, step)
    return current


@transaction.atomic
def refund(dispute, *, now, actor=None, words=""):
    """The vendor gives back all that the dispute is about: it is over. Raises ActionNotAllowed or RefundRefused."""
    current = locked(dispute)
    require(current, "refund", Role.VENDOR)
    given = give_back(current, left_in(current).total_cents, Role.VENDOR, now=now, actor=actor)
    step = move(current, "refund", Role.VENDOR, now=now, actor=actor, words=words, refund=given)
    letters.concluded(current, step)
    return current


@transaction.atomic
def refund_part(dispute, *, cents, words, now, actor=None):
    """The vendor gives back less than all, in cents; the buyer may still call the operator for the rest.

    Raises ActionNotAllowed, RefundRefused, and DisputeRefused without words or beyond what is left.
    """
    current = locked(dispute)
    require(current, "refund_part", Role.VENDOR)
    _require_words(words)
    most = left_in(current).total_cents
    if not 0 < cents < most:
        raise DisputeRefused(
            _("Un remboursement partiel va de 0,01 € à moins de %(most)s, le tout.") % {"most": euros(most)}
        )
    given = give_back(current, cents, Role.VENDOR, now=now, actor=actor)
    step = move(current, "refund_part", Role.VENDOR, now=now, actor=actor, words=words, refund=given)
    letters.answered(current, step)
    return current


@transaction.atomic
def promise(dispute, *, remedy, by, words="", now, actor=None):
    """The vendor promises a Remedy until a day: a repair or a replacement takes 30 days at most (art. L217-10).

    Raises ActionNotAllowed, and DisputeRefused for a day or a remedy that isn't possible.
    """
    current = locked(dispute)
    require(current, "promise", Role.VENDOR)
    require_remedy(current, remedy, by, deadlines.remedy_by(timezone.localdate(current.opened_at)), now=now)
    current.remedy, current.remedy_by = remedy, by
    step = move(current, "promise", Role.VENDOR, now=now, actor=actor, words=words)
    letters.promised(current, step)
    return current


def remedies_of(dispute, *, now):
    """The Remedies that can be promised: a direct transfer only where the card can't be credited any more."""
    if is_too_late_for_the_card(dispute, now=now):
        return [remedy for remedy in Remedy if remedy != Remedy.TAKE_BACK]
    return [remedy for remedy in Remedy if remedy != Remedy.TRANSFER]


def require_remedy(dispute, remedy, by, last_day, *, now):
    """Raise DisputeRefused for a remedy that isn't possible, or a day before today or after the last one."""
    if remedy not in remedies_of(dispute, now=now):
        raise DisputeRefused(_("Choisissez une des solutions proposées."))
    if not timezone.localdate(now) <= by <= last_day:
        day = date_format(last_day, "l j F Y")
        raise DisputeRefused(_("Choisissez un jour d’ici au %(day)s : la loi donne trente jours.") % {"day": day})


@transaction.atomic
def deliver(dispute, *, words="", now, actor=None, pictures=(), paper=None):
    """The vendor has done what was promised: the buyer looks at it. Raises ActionNotAllowed, ValidationError."""
    current = locked(dispute)
    sent = {"words": words, "pictures": pictures, "paper": paper}
    step = move(current, "deliver", Role.VENDOR, now=now, actor=actor, **sent)
    letters.remedied(current, step)
    return current


@transaction.atomic
def reply(dispute, *, words, now, actor=None, pictures=(), paper=None):
    """The buyer answers a vendor's dispute: the operator decides. Raises ActionNotAllowed, DisputeRefused without
    words, ValidationError.
    """
    return _to_the_operator(dispute, "reply", words=words, pictures=pictures, paper=paper, now=now, actor=actor)


@transaction.atomic
def insist(dispute, *, words, now, actor=None, pictures=(), paper=None):
    """The buyer isn't content: the operator decides. Raises ActionNotAllowed, ValidationError.

    DisputeRefused without words, and under the guarantee while the promised day is still to come: the law lets the
    vendor repair or replace first (art. L217-8 to L217-14).
    """
    return _to_the_operator(dispute, "insist", words=words, pictures=pictures, paper=paper, now=now, actor=actor)


def _to_the_operator(dispute, action, *, words, now, actor, **files):
    current = locked(dispute)
    require(current, action, Role.BUYER)
    _require_words(words)
    if current.state == State.PROMISED and current.ground == Ground.CONFORMITY:
        day = date_format(current.remedy_by, "l j F Y")
        refusal = _("La loi laisse d’abord l’atelier réparer ou remplacer : il a promis pour le %(day)s.")
        raise DisputeRefused(refusal % {"day": day})
    step = move(current, action, Role.BUYER, now=now, actor=actor, words=words, **files)
    letters.escalated(current, step)
    return current


@transaction.atomic
def agree(dispute, *, words="", now, actor=None):
    """The buyer is content: it is over. Raises ActionNotAllowed."""
    current = locked(dispute)
    step = move(current, "agree", Role.BUYER, now=now, actor=actor, words=words)
    letters.concluded(current, step)
    return current


@transaction.atomic
def close(dispute, role, *, words="", now, actor=None):
    """Who opened the dispute gives it up. Raises ActionNotAllowed."""
    current = locked(dispute)
    step = move(current, "close", role, now=now, actor=actor, words=words)
    letters.concluded(current, step)
    return current


@transaction.atomic
def add(dispute, role, *, words, now, actor=None, pictures=(), paper=None):
    """Buyer or vendor completes the file; nobody's turn changes.

    Raises ActionNotAllowed, DisputeRefused without words, ValidationError.
    """
    current = locked(dispute)
    require(current, "add", role)
    _require_words(words)
    sent = {"words": words, "pictures": pictures, "paper": paper}
    step = move(current, "add", role, now=now, actor=actor, **sent)
    letters.added(current, step)
    return current


def _require_words(words):
    if not words.strip():
        raise DisputeRefused(_("Écrivez quelques mots : ils restent au dossier."))
