"""A conversation as one of its readers sees it: masked before an order, without what the operator hid."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from commerce.conversation.models import Side
from commerce.conversation.opening import is_open_to_contacts


@dataclass(frozen=True)
class SeenMessage:
    """One message for one reader. `hides_contacts`: the reader wrote it, and the other side reads it masked."""

    pk: int
    writer: str
    is_mine: bool
    text: str
    written_at: datetime
    is_by_mail: bool = False
    is_hidden: bool = False
    hides_contacts: bool = False
    attachments: list = field(default_factory=list)
    report_number: str = ""
    is_unread: bool = False


def seen_by(conversation, side):
    """The SeenMessages of a conversation for one side, oldest first. Three queries, however many."""
    is_open = is_open_to_contacts(conversation)
    found = conversation.messages.prefetch_related("attachments", "reports")
    return [_seen(message, conversation, side, is_open) for message in found]


def _seen(message, conversation, side, is_open):
    is_mine, hidden = message.side == side, message.hidden_at is not None
    report = next((report for report in message.reports.all() if report.side == side), None)
    read_at = getattr(conversation, f"{side}_read_at")
    return SeenMessage(
        pk=message.pk,
        writer=writer_in_words(message.side, conversation, side),
        is_mine=is_mine,
        text="" if hidden else text_for(message, is_mine=is_mine, is_open=is_open),
        written_at=message.written_at,
        is_by_mail=message.channel == message.Channel.MAIL,
        is_hidden=hidden,
        hides_contacts=is_mine and not is_open and message.masked != message.text,
        attachments=[] if hidden else list(message.attachments.all()),
        report_number=report.reference if report else "",
        is_unread=not is_mine and (read_at is None or message.written_at > read_at),
    )


def text_for(message, *, is_mine, is_open):
    """What may be read of a message: its writer reads what was written."""
    return message.text if is_mine or is_open else message.masked


def writer_in_words(writer, conversation, reader):
    """Who wrote, as this reader says it."""
    if writer == reader:
        return _("Vous")
    return conversation.vendor.name if writer == Side.VENDOR else conversation.buyer_name or _("L’acheteur")
