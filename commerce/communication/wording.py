"""The operator's own words in mails: a subject, an opening and a closing, with values of the event by their names.

Words hold no code: `{commande}` is replaced by its value, and nothing else means anything. Words that can't be used
never stop a mail: it leaves as it was written first, and the operator is told.
"""

import logging
import re
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.communication import events
from commerce.communication.models import Mail, Wording

logger = logging.getLogger(__name__)

NAMED = re.compile(r"\{([^{}]*)\}")
SUBJECT_LENGTH_MAX = Mail._meta.get_field("subject").max_length
#: A subject is one line; no-break spaces stay.
BREAKS = re.compile(r"[^\S\u00a0\u202f]+")


@dataclass(frozen=True)
class Words:
    """What stands in a mail: values are filled in, an empty field leaves the original."""

    subject: str = ""
    opening: str = ""
    closing: str = ""


def on_one_line(subject):
    """The subject without breaks."""
    return BREAKS.sub(" ", subject).strip()


def current(event):
    """The Wording that counts for this event's mails, or None for the original. One query."""
    latest = Wording.objects.filter(event=event.name).first() if event.is_editable else None
    return latest if latest and not latest.is_original else None


def check(event, text):
    """Refuse what names no value of this event. Raises ValidationError with what it may name."""
    known = {placeholder.name for placeholder in event.placeholders}
    rest = NAMED.sub("", text)
    unknown = [f"{{{name}}}" for name in NAMED.findall(text) if name not in known]
    if not unknown and not set(rest) & {"{", "}"}:
        return
    if not unknown:
        raise ValidationError(_("Une accolade ne sert qu’autour d’un nom de valeur, comme {boutique}."))
    said = {"unknown": ", ".join(unknown), "known": ", ".join(f"{{{name}}}" for name in sorted(known)) or "—"}
    raise ValidationError(_("%(unknown)s n’existe pas pour ce courriel. Valeurs possibles : %(known)s.") % said)


def filled(event, wording, context):
    """The Words of a Wording with this mail's values. Raises whatever unfit ones raise."""
    values = {placeholder.name: placeholder for placeholder in event.placeholders}

    def fill(text):
        return NAMED.sub(lambda name: values[name.group(1)].value(context), text)

    subject = on_one_line(fill(wording.subject))
    if len(subject) > SUBJECT_LENGTH_MAX:
        raise ValueError(_("Le sujet dépasse %(most)s signes une fois rempli.") % {"most": SUBJECT_LENGTH_MAX})
    return Words(subject, fill(wording.opening).strip(), fill(wording.closing).strip())


def words_for(event, context, *, now):
    """The operator's Words for this mail, or empty ones: also where they can't be used, which the operator is told."""
    wording = current(event)
    if wording is None:
        return Words()
    try:
        return filled(event, wording, context)
    except Exception as error:
        _failed(event, wording, error, now)
        return Words()


def _failed(event, wording, error, now):
    from commerce.communication.mails import send  # Mails are written with words.

    reason = f"{type(error).__name__}: {error}"
    logger.error("The words of %s can't be used: %s", event.name, reason)
    if Wording.objects.filter(pk=wording.pk, failed_at=None).update(failed_at=now, failure=reason[:300]):
        send(
            event="wording_failed",
            key=str(wording.pk),
            recipient=settings.OPERATOR_EMAIL,
            context={"title": event.title, "reason": reason, "path": reverse("mails:text", args=[event.name])},
        )


def save(event, words, *, by, now):
    """Have these Words stand in the event's mails from now on; empty ones bring the original back.

    The same words again change nothing. Returns the Wording. Raises ValidationError by field for unknown values.
    """
    errors = {}
    for field in ("subject", "opening", "closing"):
        try:
            check(event, getattr(words, field))
        except ValidationError as error:
            errors[field] = error
    if errors or not event.is_editable:
        raise ValidationError(errors or _("Ce courriel se dit dans ces mots-là."))
    latest = Wording.objects.filter(event=event.name).first()
    if latest and (latest.subject, latest.opening, latest.closing) == (words.subject, words.opening, words.closing):
        return latest
    told = {"subject": words.subject, "opening": words.opening, "closing": words.closing}
    return Wording.objects.create(event=event.name, written_by=by, written_at=now, **told)


def preview(event, words):
    """The event's sample with these Words, as (subject, text, html). Raises ValidationError like `save`."""
    from commerce.communication.mails import render_with  # Mails are written with words.

    context = event.context
    wording = Wording(subject=words.subject, opening=words.opening, closing=words.closing)
    for text in (words.subject, words.opening, words.closing):
        check(event, text)
    return render_with(event.name, context, filled(event, wording, context))


def history(event):
    """Every Wording of the event, the latest first."""
    return Wording.objects.filter(event=event.name).select_related("written_by")


def broken():
    """Wordings that count and couldn't be used."""
    latest = {}
    for wording in Wording.objects.filter(failed_at__isnull=False):
        latest.setdefault(wording.event, wording)
    known = {event.name: event for event in events.declared()}
    return [each for name, each in latest.items() if name in known and current(known[name]) == each]
