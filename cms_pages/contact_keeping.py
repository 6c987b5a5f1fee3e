"""The end of a thread's keeping: what people wrote goes, that they wrote stays."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms_pages.models import ContactMessage, ContactNote, ContactReply
from commerce.communication.models import Mail

MAILS = ["contact_message", "contact_acknowledgement", "contact_reply", "contact_written_back"]
AT_ONCE = 200


def empty_old_threads(*, now=None):
    """Empty threads in which nothing moved for `CONTACT_KEPT_DAYS` days, mails included; number and dates stay.

    What still waits for the team's answer is kept. A second run finds nothing. Returns how many were emptied.
    """
    now = now or timezone.now()
    old = ContactMessage.objects.filter(
        anonymised_at=None, moved_at__lte=now - timedelta(days=settings.CONTACT_KEPT_DAYS)
    ).exclude(status=ContactMessage.Status.NEW)
    threads = list(old.order_by("pk")[:AT_ONCE])
    for thread in threads:
        empty(thread, now=now)
    return len(threads)


@transaction.atomic
def empty(thread, *, now):
    """Take everything out of a thread that says who wrote or what, and close it."""
    replies = ContactReply.objects.filter(message=thread)
    keys = [thread.number, *(f"{thread.number}/{pk}" for pk in replies.values_list("pk", flat=True))]
    Mail.objects.filter(event__in=MAILS, key__in=keys).delete()
    replies.update(text="")
    ContactNote.objects.filter(message=thread).update(text="")
    nothing = dict.fromkeys(["name", "email", "phone", "subject", "message", "reference"], "")
    ContactMessage.objects.filter(pk=thread.pk).update(
        **nothing, user=None, vendor=None, status=ContactMessage.Status.CLOSED, anonymised_at=now
    )
