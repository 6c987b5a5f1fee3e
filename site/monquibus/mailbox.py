"""The mails that a local site sent: the files that Django's file backend writes, read back, newest first."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

from django.conf import settings

#: What Django's file backend writes after each message.
SEPARATOR = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class SentMail:
    """A mail as its reader gets it. `name` finds it again; `sent_at` is None where the mail gives no date.

    `reply_to` is where its answers go, or "" for the site's own address.
    """

    name: str
    sent_at: datetime | None
    recipients: str
    subject: str
    text: str
    html: str
    reply_to: str = ""


def sent_mails():
    """Every mail of the folder, newest first."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True)
    return [mail for file in files for mail in reversed(list(_mails_of(file)))]


def sent_mail(name):
    """The mail of this name, or None."""
    return next((mail for mail in sent_mails() if mail.name == name), None)


def answer_to(mail, text):
    """What a mail program would send if its reader answered this mail: bytes, RFC 5322."""
    answer = EmailMessage()
    answer["From"], answer["To"] = mail.recipients, mail.reply_to
    answer["Subject"] = f"Re: {mail.subject}"
    answer["Message-ID"] = make_msgid(domain="exemple.test")
    answer.set_content(text)
    return answer.as_bytes()


def _mails_of(file):
    messages = (source for source in file.read_bytes().split(SEPARATOR) if source.strip())
    for number, source in enumerate(messages, start=1):
        message = message_from_bytes(source, policy=policy.default)
        yield SentMail(
            name=f"{file.stem}-{number}",
            sent_at=_moment(message["Date"]),
            recipients=str(message["To"]),
            subject=str(message["Subject"]),
            text=_body(message, "plain"),
            html=_body(message, "html"),
            reply_to=str(message["Reply-To"] or ""),
        )


def _moment(date):
    """Aware; a mail that tells no time zone means UTC (RFC 5322, « -0000 »)."""
    if date is None:
        return None
    return date.datetime if date.datetime.tzinfo else date.datetime.replace(tzinfo=UTC)


def _body(message, kind):
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""
