"""How a decided mail leaves: claimed by one worker, tried again after growing pauses, given up only where refused."""

from datetime import timedelta
from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from commerce.communication.models import Mail

#: How long a worker that took charge of a mail may need before it counts as dead.
CLAIM_LIFETIME = timedelta(minutes=5)
#: How long the task cluster has to deliver a mail before the scheduler does.
TASK_DELAY = timedelta(minutes=15)
#: The pause after the first failure; each next one is twice as long, up to the longest.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
#: From this age on, a mail that hasn't left is an alarm on the operator's first screen.
ALARMING = timedelta(hours=2)
#: Failures in a row after which a run takes the mail server for down, and leaves the rest to the next run.
FAILURES_IN_A_ROW = 3


def deliver(mail, *, now=None):
    """Hand a decided mail to the mail server, unless somebody else has, is about to, or has to wait.

    Raises what the mail server raises; the mail then waits for the next try. One that is refused for good raises
    nothing: the operator is told. Its Message-ID is its identity, so that a repeat after a crash is recognisable.
    """
    now = now or timezone.now()
    if not undelivered(now).filter(pk=mail.pk).update(claimed_at=now):
        return
    try:
        _message(mail).send()
    except Exception as error:
        if _note_failure(mail, error, now):
            return
        raise
    Mail.objects.filter(pk=mail.pk).update(sent_at=now, last_error="", next_attempt_at=None)


@transaction.atomic
def _note_failure(mail, error, now):
    """Returns whether it is refused for good."""
    is_refused = _is_refusal(error)
    attempts = Mail.objects.values_list("attempts", flat=True).get(pk=mail.pk) + 1
    Mail.objects.filter(pk=mail.pk).update(
        claimed_at=None,
        attempts=F("attempts") + 1,
        last_error=f"{type(error).__name__}: {error}".replace("\x00", "")[:500],
        next_attempt_at=now + pause(attempts),
        refused_at=now if is_refused else None,
    )
    if is_refused and mail.recipient != settings.OPERATOR_EMAIL:
        _tell_the_operator(mail, error, attempts)
    return is_refused


def pause(attempts):
    """How long a mail rests after so many failures."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)


def _is_refusal(error):
    """Whether the same mail would be refused again: 5yz for this recipient or these contents (RFC 5321, 4.2.1)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _reason in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return 500 <= error.smtp_code < 600
    return isinstance(error, (BadHeaderError, UnicodeError))


def _tell_the_operator(mail, error, attempts):
    from commerce.communication.mails import send  # Mails are delivered here.

    send(
        event="mail_refused",
        key=f"{mail.pk}:{attempts}",
        recipient=settings.OPERATOR_EMAIL,
        context={"mail": mail, "reason": str(error)[:300], "path": reverse("mails:mail", args=[mail.pk])},
    )


def undelivered(now):
    """Mails that nobody has sent, nor taken charge of within the last minutes, and that may be tried."""
    abandoned = Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - CLAIM_LIFETIME)
    rested = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
    return Mail.objects.filter(abandoned, rested, sent_at__isnull=True, refused_at__isnull=True)


def overdue(now):
    """Mails whose task came to nothing: the scheduler delivers them."""
    return undelivered(now).filter(created_at__lte=now - TASK_DELAY)


def deliver_overdue(*, now):
    """Deliver them, the oldest first, until the mail server seems to be down. Returns how many were handed over."""
    handed_over = failures = 0
    for mail in overdue(now).order_by("created_at", "pk").iterator():
        try:
            deliver(mail, now=now)
        except Exception:
            failures += 1
            if failures == FAILURES_IN_A_ROW:
                break
        else:
            handed_over, failures = handed_over + 1, 0
    return handed_over


def send_again(mail, *, now):
    """Try a mail that hasn't left at once, refused or resting. Returns whether it left; why not stands on its row."""
    Mail.objects.filter(pk=mail.pk, sent_at=None).update(refused_at=None, next_attempt_at=None)
    mail.refresh_from_db()
    try:
        deliver(mail, now=now)
    except Exception:
        return False
    mail.refresh_from_db()
    return mail.sent_at is not None


def stuck(now):
    """Mails that wait for longer than they should, refused ones aside."""
    return Mail.objects.filter(sent_at=None, refused_at=None, created_at__lte=now - ALARMING)


def refused():
    """Mails that the mail server refuses for good, the latest first."""
    return Mail.objects.filter(sent_at=None, refused_at__isnull=False).order_by("-refused_at")


def _message(mail):
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": f"<mail-{mail.pk}@{_our_domain()}>"},
    )
    message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach(_calendar_part(mail.calendar))
    return message


def _our_domain():
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def _calendar_part(text):
    """The file as a part of its own: a mail program reads its METHOD in the part's header (RFC 6047, 2.4)."""
    method = next(line for line in text.splitlines() if line.startswith("METHOD:")).removeprefix("METHOD:")
    part = MIMEBase("text", "calendar", charset="UTF-8", method=method)
    part.set_payload(text.encode())
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename="rendez-vous.ics")
    return part
