"""What is forgotten of conversations, and when: words, files and the mails that carried them. That they were stays.

Questions about pieces go with the account, or after `CONTACT_KEPT_DAYS` without a word (three years, the CNIL's
measure). What was written about an order goes with the order's addresses: five years, for both may go to court until
then (art. 2224 Code civil), for guests counted from the last word.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from commerce.communication.models import Mail
from commerce.conversation import letters
from commerce.conversation.models import AbuseReport, Attachment, AwaitedAnswer, Conversation, Message

#: Five years, the longest that five years may be.
ORDERS_KEPT = timedelta(days=5 * 365 + 2)
AT_ONCE = 200


def due(now):
    """Conversations in which nothing moved for so long that they are emptied."""
    questions = Q(vendor_order=None, moved_at__lte=now - timedelta(days=settings.CONTACT_KEPT_DAYS))
    orders = Q(vendor_order__isnull=False, moved_at__lte=now - ORDERS_KEPT)
    return Conversation.objects.filter(questions | orders, emptied_at=None).order_by("pk")[:AT_ONCE]


def forget_person(user, *, now):
    """With the account: its questions about pieces. Its orders' conversations go with their addresses."""
    for conversation in Conversation.objects.filter(buyer=user, vendor_order=None, emptied_at=None):
        empty(conversation, now=now)


def forget_orders(erasure, *, now):
    """With the addresses of a person's orders."""
    for conversation in Conversation.objects.filter(vendor_order__order__user=erasure.user, emptied_at=None):
        empty(conversation, now=now)


def forget_shop(erasure, *, now):
    """With the trader's identity: questions about its pieces. What was said about orders stays with the orders."""
    for conversation in Conversation.objects.filter(vendor=erasure.vendor, vendor_order=None, emptied_at=None):
        empty(conversation, now=now)


@transaction.atomic
def empty(conversation, *, now):
    """Erase words, files and mails. Cut anywhere, it is done again; twice is once."""
    said = Message.objects.filter(conversation=conversation)
    reports = AbuseReport.objects.filter(message__conversation=conversation)
    awaited = AwaitedAnswer.objects.filter(conversation=conversation)
    for attachment in Attachment.objects.filter(message__conversation=conversation):
        attachment.file.delete(save=False)
        attachment.delete()
    keys = [
        f"{kind}:{pk}"
        for kind, rows in (("message", said), ("awaited", awaited), ("report", reports))
        for pk in rows.values_list("pk", flat=True)
    ]
    Mail.objects.filter(event__in=letters.ABOUT_MESSAGES, key__in=keys).delete()
    reports.update(text="")
    awaited.filter(answered_at=None).delete()
    said.update(text="", masked="", author=None)
    Conversation.objects.filter(pk=conversation.pk).update(title="", buyer=None, emptied_at=now)
