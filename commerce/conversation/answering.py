"""How long buyers wait for a shop: since when, until when, and the reminder to who forgets.

Hours go on at night and on Sundays: a buyer waits then, too. What is written without needing an answer (« merci ! »)
may be put aside, once the shop has answered before in that conversation.
"""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.conversation import letters
from commerce.conversation.models import AwaitedAnswer, Message, Side

#: Silence after which the shop is reminded, once; from then on a silence counts as long as it lasts.
REMINDED_AFTER = timedelta(hours=48)
#: What the median is taken of, how many it takes to be said, and how many are read at most.
MEASURED_OVER = timedelta(days=90)
ENOUGH = 5
MOST_MEASURED = 1_000


def heard(conversation, side, *, now):
    """A message came, under the conversation's lock: the buyer begins to wait, or the shop has answered."""
    waiting = AwaitedAnswer.objects.filter(conversation=conversation, answered_at=None)
    if side == Side.VENDOR:
        waiting.update(answered_at=Greatest(F("asked_at"), Value(now)))  # Two machines' clocks differ a little.
    elif not waiting.exists():
        AwaitedAnswer.objects.create(conversation=conversation, asked_at=now)


def can_be_put_aside(conversation):
    """Whether the last message of the buyer may stay without answer: the shop answered an earlier one."""
    return conversation.last_from_vendor_at is not None


def put_aside(conversation):
    """The shop says that nothing is to be answered. Twice is once. Returns whether it may."""
    if not can_be_put_aside(conversation):
        return False
    AwaitedAnswer.objects.filter(conversation=conversation, answered_at=None).delete()
    return True


def drop_if_hidden(message):
    """Nobody has to answer what the operator hid, if nothing else is left to answer."""
    waiting = AwaitedAnswer.objects.filter(conversation=message.conversation_id, answered_at=None).first()
    if waiting is None:
        return
    asked = Message.objects.filter(
        conversation=message.conversation_id, side=Side.BUYER, written_at__gte=waiting.asked_at, hidden_at=None
    )
    if not asked.exists():
        waiting.delete()


def to_remind(now):
    """Answers awaited for so long that the shop is reminded."""
    late = AwaitedAnswer.objects.filter(answered_at=None, reminded_at=None, asked_at__lte=now - REMINDED_AFTER)
    late = late.filter(conversation__closed_at=None, conversation__emptied_at=None)
    return late.select_related("conversation__vendor", "conversation__vendor_order__order").order_by("asked_at", "pk")


def remind(awaited, *, now):
    """Tell the shop that somebody waits, once."""
    letters.reminded(awaited)
    AwaitedAnswer.objects.filter(pk=awaited.pk).update(reminded_at=now)


@dataclass(frozen=True)
class ResponseTime:
    """The median of a shop's answers, in hours; None while there are too few to say."""

    hours: float | None
    count: int

    def __str__(self):
        return in_words(self.hours) if self.hours is not None else ""


def response_time_of(vendor, *, now):
    """The shop's ResponseTime over the last 90 days. A silence that was reminded counts with its length until now.

    One query.
    """
    asked = AwaitedAnswer.objects.filter(conversation__vendor=vendor, asked_at__gt=now - MEASURED_OVER)
    rows = asked.order_by("-asked_at").values_list("asked_at", "answered_at")[:MOST_MEASURED]
    waits = [
        ((answered_at or now) - asked_at).total_seconds() / 3600
        for asked_at, answered_at in rows
        if answered_at or now - asked_at >= REMINDED_AFTER
    ]
    return ResponseTime(median(waits) if len(waits) >= ENOUGH else None, len(waits))


def in_words(hours):
    """How soon a shop answers, as one says it: « en moins d’une heure », « en 3 heures environ », « en 2 jours »."""
    if hours < 1:
        return _("Répond le plus souvent en moins d’une heure")
    if hours < 12:
        whole = round(hours)
        words = ngettext(
            "Répond le plus souvent en %(n)d heure environ", "Répond le plus souvent en %(n)d heures environ", whole
        )
        return words % {"n": whole}
    if hours < 24:
        return _("Répond le plus souvent dans la journée")
    days = round(hours / 24)
    if days > 7:
        return _("Met le plus souvent plus d’une semaine à répondre")
    words = ngettext("Répond le plus souvent en %(n)d jour", "Répond le plus souvent en %(n)d jours", days)
    return words % {"n": days}
