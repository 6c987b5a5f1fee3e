"""What the operator decides about a reported message: once, with reasons, told to both sides."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commerce.conversation import answering, letters
from commerce.conversation.models import AbuseReport, Conversation, Message, Side
from commerce.moderation.deciding import AlreadyDecided
from commerce.moderation.models import Statement

Measure, State = AbuseReport.Measure, AbuseReport.State
#: A workshop's restriction is stated among all others; a buyer has no shop, and the report holds the reasons.
STATED = {
    Measure.WARNED: Statement.Measure.WARNED,
    Measure.HIDDEN: Statement.Measure.MESSAGE_HIDDEN,
    Measure.CLOSED: Statement.Measure.CONVERSATION_CLOSED,
}


@transaction.atomic
def decide(report, *, measure, ground, text, by, now):
    """Leave the message, warn, hide it, or hide it and close the conversation. Returns the AbuseReport.

    Raises AlreadyDecided, ValidationError without reasons.
    """
    if not text.strip():
        raise ValidationError(_("Expliquez la décision : les deux parties la liront."))
    decided = {"measure": measure, "ground": ground, "answer": text, "decided_by": by, "decided_at": now}
    waiting = AbuseReport.objects.filter(pk=report.pk, state=State.RECEIVED)
    if not waiting.update(state=State.DECIDED, **decided):
        raise AlreadyDecided(_("Quelqu’un vient de décider de ce signalement."))
    report = _whole(report.pk)
    if measure in (Measure.HIDDEN, Measure.CLOSED):
        _hide(report.message, now)
    if measure == Measure.CLOSED:
        Conversation.objects.filter(pk=report.message.conversation_id, closed_at=None).update(closed_at=now)
    if report.message.side == Side.VENDOR and measure in STATED:
        _state(report)
    letters.decided(report)
    return report


def _hide(message, now):
    Message.objects.filter(pk=message.pk, hidden_at=None).update(hidden_at=now)
    if message.side == Side.BUYER:
        answering.drop_if_hidden(message)


def _state(report):
    conversation = report.message.conversation
    Statement.objects.create(
        vendor=conversation.vendor,
        title=letters.subject_of(conversation)[:255],
        measure=STATED[report.measure],
        ground=report.ground,
        text=report.answer,
        stated_at=report.decided_at,
        stated_by=report.decided_by,
    )


def _whole(pk):
    found = AbuseReport.objects.select_related(
        "message__conversation__vendor",
        "message__conversation__buyer",
        "message__conversation__vendor_order__order__user",
    )
    return found.get(pk=pk)
