"""A mail that comes in becomes a message: of whom we know, once, and never of a machine.

Who doesn't hold a conversation's address and write from one of its side's addresses gets no answer at all: a forged
sender would get it. Whoever does, and whose mail can't be taken, is told why.
"""

import hashlib
import logging
from email import message_from_bytes, policy
from email.utils import getaddresses, parseaddr
from enum import StrEnum
from itertools import islice

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.conversation import letters
from commerce.conversation.addresses import addressed
from commerce.conversation.exceptions import MessageRefused
from commerce.conversation.files import read_files
from commerce.conversation.models import Message
from commerce.conversation.opening import is_open_to_contacts
from commerce.conversation.people import writers
from commerce.conversation.quoting import answer_in, words_of_page
from commerce.conversation.writing import LONGEST_TEXT, write

logger = logging.getLogger(__name__)

#: A mail with four pictures, encoded, and some room.
LARGEST_MAIL = 25 * 1024 * 1024
MOST_PARTS = 60
#: Pictures smaller than this that stand in the text are signatures' logos.
SMALLEST_INLINE = 8 * 1024


class Outcome(StrEnum):
    """What became of a mail."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"
    IGNORED = "ignored"


def take(source, *, now):
    """Read one mail (bytes, RFC 5322) and make a message of it. Returns the Outcome; raises for no mail whatever."""
    if len(source) > LARGEST_MAIL:
        return Outcome.IGNORED
    mail = _parsed(source)
    if mail is None or is_automatic(mail):
        return Outcome.IGNORED
    known = addressed(_recipients(mail))
    sender = parseaddr(_header(mail, "From"))[1].lower()
    if known is None:
        return Outcome.IGNORED
    conversation, side = known
    people = writers(conversation, side)
    if sender not in people:
        logger.warning("A mail for conversation %s came from a stranger.", conversation.pk)
        return Outcome.IGNORED
    key = f"mail:{_identity(mail, source)}"
    if Message.objects.filter(request_key=f"{conversation.pk}:{key}").exists():
        return Outcome.KNOWN
    try:
        with translation.override("fr"):
            text, files = _content(mail, conversation)
            write(
                conversation,
                side,
                text=text,
                files=files,
                author=people[sender],
                request_key=key,
                channel=Message.Channel.MAIL,
                now=now,
            )
    except (ValidationError, MessageRefused) as refusal:
        why = getattr(refusal, "messages", [str(refusal)])
        letters.not_taken(conversation, side, sender, key=key, why=why)
        return Outcome.REFUSED
    return Outcome.TAKEN


def _parsed(source):
    try:
        mail = message_from_bytes(source, policy=policy.compat32)
    except Exception:  # A damaged mail makes the parser raise anything.
        return None
    return mail


def is_automatic(mail):
    """Whether a machine wrote it: answers of absence, bounces, lists (RFC 3834, section 2)."""
    submitted = _header(mail, "Auto-Submitted").split(";")[0].strip().lower()
    sender = parseaddr(_header(mail, "From"))[1].lower()
    return bool(
        submitted not in ("", "no")
        or _header(mail, "Precedence").strip().lower() in ("bulk", "junk", "list", "auto_reply")
        or any(mail[name] is not None for name in ("X-Autoreply", "X-Autorespond", "List-Id", "X-Failed-Recipients"))
        or _header(mail, "Return-Path").strip() == "<>"
        or mail.get_content_type() == "multipart/report"
        or sender.partition("@")[0] in ("mailer-daemon", "postmaster", "")
    )


def _header(mail, name):
    """A header as text, whatever it holds."""
    return str(mail.get(name) or "")[:2_000]


def _recipients(mail):
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
    headers = [str(value)[:10_000] for name in names for value in islice(mail.get_all(name) or [], 5)]
    return [address for _name, address in getaddresses(headers)] + headers


def _identity(mail, source):
    """What is the same for a mail that is delivered twice."""
    said = _header(mail, "Message-ID").strip()
    return hashlib.sha256(said.encode("utf-8", "replace") if said else source).hexdigest()[:40]


def _content(mail, conversation):
    """The answer's text and ReadFiles. Raises ValidationError with what is wrong."""
    parts = list(islice((part for part in mail.walk() if not part.is_multipart()), MOST_PARTS + 1))
    if len(parts) > MOST_PARTS:
        raise ValidationError(_("Ce courriel a trop de parties."))
    texts = [part for part in parts if part.get_content_maintype() == "text" and not part.get_filename()]
    plain = next((part for part in texts if part.get_content_subtype() == "plain"), None)
    page = next((part for part in texts if part.get_content_subtype() == "html"), None)
    text = _text_of(plain) if plain else ""
    if not text.strip() and page:
        text = words_of_page(_text_of(page))
    text = answer_in(text)
    files = [file for file in map(_file_of, parts) if file]
    if len(text) > LONGEST_TEXT:
        raise ValidationError(_("Votre réponse dépasse %(most)s signes.") % {"most": LONGEST_TEXT})
    if not text and not files:
        raise ValidationError(_("Nous n’y avons trouvé aucun texte : écrivez au-dessus du message reçu."))
    return text, read_files(files, takes_papers=is_open_to_contacts(conversation))


def _text_of(part):
    """Decoded as it says, or as well as can be, without what no database keeps."""
    content = part.get_payload(decode=True) or b""
    charset = str(part.get_content_charset() or "utf-8")
    try:
        text = content.decode(charset, "replace")
    except (LookupError, ValueError):
        text = content.decode("utf-8", "replace")
    return text.replace("\x00", "").replace("\ufeff", "")


def _file_of(part):
    """An attachment, or a picture in the text that is more than a logo; None for everything else."""
    is_attached = part.get_content_disposition() == "attachment" or bool(part.get_filename())
    if part.get_content_maintype() == "text" and not is_attached:
        return None
    if part.get_content_maintype() not in ("image", "application", "text", "audio", "video"):
        return None
    content = part.get_payload(decode=True) or b""
    is_inline = part.get("Content-ID") is not None or part.get_content_disposition() == "inline"
    if is_inline and len(content) < SMALLEST_INLINE:
        return None
    if part.get_content_subtype() in ("pgp-signature", "pkcs7-signature", "ms-tnef"):
        return None
    return ContentFile(content, name="piece")
