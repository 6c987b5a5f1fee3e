"""Threads between people and the team: what arrives, who answers, who is told, and where a thread stands.

What is written is only ever added. A mail goes out once per entry, in the transaction that adds it.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms_pages.models import ContactMessage, ContactNote, ContactReply
from commerce.communication.mails import send
from commerce.partner.models import Partner

MESSAGES_PER_HOUR = 5
SALT = "cms_pages.contact.thread"
Status = ContactMessage.Status


class AnsweredMeanwhile(ValidationError):
    """Somebody wrote in the thread since the page was opened. Its sentence says who."""


def receive(message, *, user=None, now=None):
    """Keep a message, tell the operator, and acknowledge it to its sender. Returns it, with its number.

    The account and its shop are kept beside it when somebody is signed in. The same form sent twice is one message.
    """
    if user and user.is_authenticated:
        message.user, message.vendor = user, _only_shop_of(user)
    message.received_at = message.moved_at = now or timezone.now()
    try:
        with transaction.atomic():
            message.save()
            context = {"message": message, "thread_url": thread_url(message)}
            send(event="contact_message", key=message.number, recipient=settings.OPERATOR_EMAIL, context=context)
            send(event="contact_acknowledgement", key=message.number, recipient=message.email, context=context)
    except IntegrityError:
        return ContactMessage.objects.get(form_key=message.form_key)
    return message


def _only_shop_of(user):
    shops = list(Partner.objects.of_member(user)[:2])
    return shops[0] if len(shops) == 1 else None


def has_written_enough(email, *, now):
    """Whether this address has used up its messages of the hour: acknowledgements must not flood a stranger."""
    recent = ContactMessage.objects.filter(email__iexact=email, received_at__gt=now - timedelta(hours=1))
    return recent.count() >= MESSAGES_PER_HOUR


def thread_url(message):
    """The address at which its sender, and whoever holds the mail, reads the thread and answers."""
    return settings.SITE_URL + reverse("cms_pages:thread", args=[signing.Signer(salt=SALT).sign(message.pk)])


def thread_of(token):
    """The thread that an address opens. Raises ContactMessage.DoesNotExist for one that is forged or was erased."""
    try:
        pk = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature as forged:
        raise ContactMessage.DoesNotExist from forged
    return ContactMessage.objects.get(pk=pk, anonymised_at=None)


def last_entry(message):
    """What a page shows that it has seen: the id of the thread's last reply, 0 without one."""
    return message.replies.order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def answer(message, *, author, text, status, seen, now):
    """Answer in the team's name, mail it to the person, and say where the thread stands. Returns the ContactReply.

    `seen` is the last entry that the author had before them. Raises AnsweredMeanwhile if another one stands there now;
    the same words of the same author are then taken for one answer sent twice.
    """
    message = ContactMessage.objects.select_for_update().get(pk=message.pk)
    last = message.replies.order_by("-pk").first()
    if last and last.pk != seen:
        if (last.author_id, last.text, last.from_team) == (author.pk, text, True):
            return last
        raise AnsweredMeanwhile(_("%(who)s a écrit dans ce fil pendant ce temps. Relisez, puis envoyez.") % _who(last))
    reply = ContactReply.objects.create(message=message, author=author, text=text, from_team=True, written_at=now)
    message.assigned_to_id = message.assigned_to_id or author.pk
    _move(message, status, now)
    context = {"message": message, "reply": reply, "thread_url": thread_url(message)}
    send(event="contact_reply", key=str(reply), recipient=message.email, context=context)
    return reply


def _who(reply):
    name = reply.author.get_full_name() or reply.author.email if reply.from_team and reply.author else ""
    return {"who": name or reply.message.name}


@transaction.atomic
def write_back(message, *, text, form_key, now):
    """The person answers: the thread waits for the team again, and whoever follows it is told.

    Returns the ContactReply. The same form sent twice is one answer. Raises ValidationError past the
    hour's number.
    """
    message = ContactMessage.objects.select_for_update().get(pk=message.pk)
    if known := ContactReply.objects.filter(form_key=form_key, message=message).first():
        return known
    recent = message.replies.filter(from_team=False, written_at__gt=now - timedelta(hours=1))
    if recent.count() >= MESSAGES_PER_HOUR:
        raise ValidationError(_("Vous nous avez déjà écrit plusieurs fois cette heure-ci : nous vous répondons."))
    reply = ContactReply.objects.create(
        message=message, text=text, from_team=False, form_key=form_key, written_at=now, author=None
    )
    _move(message, Status.NEW, now)
    recipient = message.assigned_to.email if message.assigned_to else settings.OPERATOR_EMAIL
    send(
        event="contact_written_back", key=str(reply), recipient=recipient, context={"message": message, "reply": reply}
    )
    return reply


def _move(message, status, now):
    message.status, message.moved_at = status, now
    message.save(update_fields=["status", "moved_at", "assigned_to"])


def note(message, *, author, text, now):
    """Write an internal note. Returns the ContactNote."""
    return ContactNote.objects.create(message=message, author=author, text=text, written_at=now)


def follow_up(message, *, assigned_to, status, now):
    """Say who follows a thread and where it stands, without writing to anybody."""
    ContactMessage.objects.filter(pk=message.pk).update(assigned_to=assigned_to, status=status, moved_at=now)
