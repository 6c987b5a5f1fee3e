"""What a vendor gives for a requirement, and what an operator decides of it: a row each, none ever changed."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.invoicing.mandates import NotTheOwner, may_sign
from commerce.requirements.models import Requirement, RequirementRecord
from commerce.requirements.papers import paper_type

Outcome = RequirementRecord.Outcome
LONGEST_ANSWER = 2000


def attest(vendor, requirement, *, by, now, answer="", paper=None):
    """An owner answers or sends a paper. Returns the record. Raises NotTheOwner and ValidationError per field.

    The same answer given again adds nothing.
    """
    if not may_sign(vendor, by):
        raise NotTheOwner(f"{by} is no owner of {vendor}.")
    answer = answer.replace("\x00", "").strip()
    _check(requirement, answer, paper)
    last = latest(vendor, requirement)
    if last and paper is None and last.outcome == Outcome.ATTESTED and last.answer == answer:
        return last
    found = {}
    if paper is not None:
        kind = paper_type(paper)
        name = f"{requirement.code[:40]}-{timezone.localdate(now):%Y-%m-%d}.{kind.extension}"
        found = {"file": paper, "file_name": name, "content_type": kind.content_type}
    return _record(vendor, requirement, Outcome.ATTESTED, by=by, now=now, answer=answer, **found)


def judge(vendor, requirement, *, outcome, by, now, note=""):
    """An operator verifies, waives or rejects. The vendor's answer and paper stand on the new record too.

    Raises ValidationError: nothing to verify, a rejection without a note, a requirement that the machine checks.
    """
    note = note.replace("\x00", "").strip()
    last = latest(vendor, requirement)
    if not requirement.is_answered_by_people or outcome not in dict(RequirementRecord.OF_OPERATORS):
        raise ValidationError(_("Cette demande ne se juge pas à la main."))
    if outcome != Outcome.WAIVED and last is None:
        raise ValidationError(_("L’artisan n’a encore rien donné : il n’y a rien à juger."))
    if outcome in (Outcome.REJECTED, Outcome.WAIVED) and not note:
        raise ValidationError({"note": _("Dites pourquoi : l’artisan le lit.")})
    kept = {}
    if last:
        kept = {name: getattr(last, name) for name in ("answer", "file_name", "content_type")} | {
            "file": last.file.name
        }
    return _record(vendor, requirement, outcome, by=by, now=now, note=note, **kept)


def latest(vendor, requirement):
    """The record that counts, or None."""
    return RequirementRecord.objects.filter(vendor=vendor, requirement=requirement).last()


def _check(requirement, answer, paper):
    if requirement.kind == Requirement.Kind.DOCUMENT and paper is None:
        raise ValidationError({"paper": _("Choisissez un fichier.")})
    if requirement.kind == Requirement.Kind.QUESTION and not answer:
        raise ValidationError({"answer": _("Écrivez votre réponse.")})
    if len(answer) > LONGEST_ANSWER:
        raise ValidationError({"answer": _("%(limit)s caractères au plus.") % {"limit": LONGEST_ANSWER}})
    if not requirement.is_answered_by_people:
        raise ValidationError(_("Cette demande se constate toute seule."))


def _record(vendor, requirement, outcome, *, by, now, **found):
    return RequirementRecord.objects.create(
        vendor=vendor, requirement=requirement, outcome=outcome, recorded_by=by, recorded_at=now, **found
    )
