"""What an order's timeline says of messages: whose turn it is to answer, and where one writes."""

from django.utils.timezone import localtime
from django.utils.translation import gettext

from commerce.conversation.addresses import order_conversation_path
from commerce.conversation.models import Conversation, Side
from commerce.conversation.opening import may_write_about
from commerce.date_format import date_format
from commerce.order.timeline import BUYER, VENDOR, Chapter, Deed, Turn

LOOKUPS = ("order", "conversation__awaited_answers")


def tell(part, *, viewer, now):
    """The Chapter of messages about a vendor order, once it was paid."""
    if not may_write_about(part):
        return Chapter()
    conversation = _conversation(part)
    return Chapter(turns=_turns(conversation), deeds=_deeds(part, conversation, viewer))


def _conversation(part):
    try:
        return part.conversation
    except Conversation.DoesNotExist:
        return None


def _turns(conversation):
    if conversation is None or conversation.closed_at:
        return []
    waiting = [each for each in conversation.awaited_answers.all() if each.answered_at is None]
    since = [date_format(localtime(each.asked_at), "j F") for each in waiting]
    return [Turn(VENDOR, gettext("répondre au message du %(day)s") % {"day": day}) for day in since]


def _deeds(part, conversation, viewer):
    if viewer != BUYER:
        return []
    label = gettext("Écrire à %(shop)s") % {"shop": part.vendor.name}
    is_news = conversation is not None and conversation.is_unread_by(Side.BUYER)
    words = gettext("Un nouveau message vous attend.") if is_news else ""
    return [Deed(label, order_conversation_path(part), words=words)]
