"""What the operator decides about a file that was sent, each time once, and for everybody to read."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commerce.registration import letters
from commerce.registration.models import Decision, Registration

Status, Outcome = Registration.Status, Decision.Outcome
#: What may be decided in which state. A refused file can be taken up again: that is what contesting leads to.
ALLOWED = {
    Status.SUBMITTED: (Outcome.APPROVED, Outcome.MORE_ASKED, Outcome.REFUSED),
    Status.REFUSED: (Outcome.APPROVED, Outcome.MORE_ASKED),
}
LONGEST_TEXT = 5000


class AlreadyDecided(Exception):
    """Somebody was quicker, or the file isn't the operator's to judge. Its text is a sentence for the operator."""


def approve(registration, *, by, now, version, text=""):
    """The owner may open the shop. Returns the Decision. Raises AlreadyDecided and ValidationError."""
    return _decide(registration, Outcome.APPROVED, reason="", text=text, by=by, now=now, version=version)


def ask_for_more(registration, *, reason, text, by, now, version):
    """Give the file back to its owner, who reads what is wanted. As `approve`."""
    return _decide(registration, Outcome.MORE_ASKED, reason=reason, text=text, by=by, now=now, version=version)


def refuse(registration, *, reason, text, by, now, version):
    """No shop, for a reason of the closed list that is explained (art. 4 of regulation 2019/1150). As `approve`."""
    return _decide(registration, Outcome.REFUSED, reason=reason, text=text, by=by, now=now, version=version)


@transaction.atomic
def _decide(registration, outcome, *, reason, text, by, now, version):
    text = _explained(outcome, reason, text)
    file = Registration.objects.select_for_update(of=["self"]).select_related("vendor").get(pk=registration.pk)
    if file.version != version or outcome not in ALLOWED.get(file.status, ()):
        raise AlreadyDecided(_who_was_quicker(file))
    file.status, file.version = outcome.value, file.version + 1
    file.save(update_fields=["status", "version"])
    decision = Decision.objects.create(
        registration=file, outcome=outcome, reason=reason, text=text, decided_by=by, decided_at=now
    )
    letters.decided(decision)
    return decision


def _explained(outcome, reason, text):
    """The text, trimmed. Raises ValidationError per field for what the vendor is owed and doesn't get."""
    text = text.replace("\x00", "").strip()
    wrong = {}
    if outcome != Outcome.APPROVED and reason not in Decision.Reason.values:
        wrong["reason"] = _("Choisissez une raison de la liste.")
    if outcome != Outcome.APPROVED and not text:
        wrong["text"] = _("Expliquez en quelques mots : l’artisan doit comprendre, et pouvoir répondre.")
    if len(text) > LONGEST_TEXT:
        wrong["text"] = _("%(limit)s caractères au plus.") % {"limit": LONGEST_TEXT}
    if wrong:
        raise ValidationError(wrong)
    return text


def _who_was_quicker(file):
    """A sentence about what happened since the operator read the file."""
    last = file.decisions.select_related("decided_by").last()
    if file.status in (Status.STARTED, Status.SUBMITTED):
        return _("Ce dossier a changé depuis que vous l’avez ouvert : relisez-le avant de décider.")
    if last is None:
        return _("Ce dossier n’attend pas de décision.")
    person = last.decided_by
    said = {
        "who": (person.get_full_name() or person.email) if person else _("une personne partie depuis"),
        "when": f"{localtime(last.decided_at):%H:%M}",
        "day": f"{localtime(last.decided_at):%d/%m/%Y}",
        "what": last.get_outcome_display().lower(),
    }
    return _("Déjà décidée par %(who)s à %(when)s le %(day)s : %(what)s.") % said
