"""Writing to each other: one message per form or mail, told to the other side; the shop's clock starts or stops."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.conversation import answering, letters
from commerce.conversation.exceptions import ConversationClosed, TooManyMessages
from commerce.conversation.files import keep_files
from commerce.conversation.masking import mask
from commerce.conversation.models import Conversation, Message

LONGEST_TEXT = 5_000
#: Messages that one side may write in one conversation within an hour: mail programs that answer each other stop here.
MESSAGES_PER_HOUR = 20


@transaction.atomic
def write(conversation, side, *, text, request_key, now, files=(), author=None, channel=Message.Channel.PAGE):
    """Keep a message with its ReadFiles, and mail it to the other side. Sent twice with its key, it is one.

    Returns the Message. Raises ConversationClosed, TooManyMessages.
    """
    conversation = _locked(conversation)
    key = f"{conversation.pk}:{request_key}"[:80]
    if known := Message.objects.filter(request_key=key).first():
        return known
    if conversation.closed_at or conversation.emptied_at:
        raise ConversationClosed(_("Cette conversation est close : écrivez à l’équipe de MonQuibus."))
    _refuse_floods(conversation, side, now)
    message = Message.objects.create(
        conversation=conversation,
        side=side,
        author=author if author and author.is_authenticated else None,
        channel=channel,
        text=text,
        masked=_masked(text),
        request_key=key,
        written_at=now,
    )
    keep_files(message, files)
    _move(conversation, side, now)
    answering.heard(conversation, side, now=now)
    letters.told(message)
    return message


def _masked(text):
    """In the shop's language: both sides read it, whoever writes."""
    with translation.override(settings.LANGUAGE_CODE):
        return mask(text, own_host=own_host()).text


def own_host():
    """This site's host, whose addresses aren't anybody's contact data."""
    return urlsplit(settings.SITE_URL).netloc


def see(conversation, side, *, now):
    """Remember that this side has seen everything."""
    if conversation.is_unread_by(side):
        Conversation.objects.filter(pk=conversation.pk).update(**{f"{side}_read_at": now})


def _locked(conversation):
    found = Conversation.objects.select_for_update(of=("self",)).with_what_pages_show()
    return found.get(pk=conversation.pk)


def _refuse_floods(conversation, side, now):
    recent = conversation.messages.filter(side=side, written_at__gt=now - timedelta(hours=1))
    if recent.count() >= MESSAGES_PER_HOUR:
        raise TooManyMessages(_("Vous avez beaucoup écrit depuis une heure. Reprenez un peu plus tard."))


def _move(conversation, side, now):
    """Whoever writes has read what was there."""
    moved = {"moved_at": now, f"last_from_{side}_at": now, f"{side}_read_at": now}
    Conversation.objects.filter(pk=conversation.pk).update(**moved)
