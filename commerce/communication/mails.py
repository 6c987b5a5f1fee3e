"""The only door for mail: decided with the data in one transaction, sent once by the task cluster."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_q.tasks import async_task

from commerce.communication import events, wording
from commerce.communication.models import Mail


@dataclass(frozen=True)
class Written:
    """A mail as its reader sees it."""

    subject: str
    text: str
    html: str


def send(*, event, key, recipient, context, calendar="", reply_to=""):
    """Decide a mail: rendered now from `emails/<event>.{subject.txt,txt,html}`, sent after this transaction commits.

    `calendar` is the text of an iCalendar file to attach, with its METHOD, as `commerce.appointments` writes it.
    `reply_to` is where answers go, if not to the site's own address. A second call for the same event, key and person
    changes nothing. Returns the Mail, or None without a recipient. Raises NotDeclared for an event that no
    `mail_events` module declares. What a shop is told goes through `shops.tell`.
    """
    events.event_of(event)
    if events.is_rehearsed(event, context) or not recipient:
        return None
    written = cache(lambda: render(event, context))
    return decide(event, key, recipient, written, calendar=calendar, reply_to=reply_to)


def decide(event, key, recipient, written, *, calendar="", reply_to=""):
    """Keep a mail that `written()` writes, unless it is kept already, and have it delivered. Returns the Mail."""
    defaults = {
        "subject": lambda: written().subject,
        "text": lambda: written().text,
        "html": lambda: written().html,
        "calendar": calendar,
        "reply_to": reply_to,
    }
    mail, created = Mail.objects.get_or_create(event=event, key=key, recipient=recipient, defaults=defaults)
    if created:
        async_task("commerce.communication.tasks.deliver", mail.pk)
    return mail


def render(event, context):
    """Write the mail of an event, with the operator's words, in French whatever language is spoken here."""
    words = wording.words_for(events.event_of(event), context, now=timezone.now())
    return render_with(event, context, words)


def render_with(event, context, words):
    """Write it with these Words. Returns a Written."""
    context = {**context, "site_url": settings.SITE_URL, "operator_words": words}
    with translation.override(settings.LANGUAGE_CODE):
        subject, text, html = (
            render_to_string(f"emails/{event}.{ending}", context) for ending in ("subject.txt", "txt", "html")
        )
    subject = words.subject or wording.on_one_line(subject)
    text = "\n\n".join(part for part in (words.opening, text.strip(), words.closing) if part) + "\n"
    return Written(subject, text, html)
