"""A member's threads in the rooms that commerce keeps: what to do today, the file of all data, what is erased."""

from datetime import timedelta

from django.db.models import Q

from cms_pages.contact import thread_url
from cms_pages.contact_keeping import empty
from cms_pages.models import ContactMessage, ContactReply
from commerce.communication import threads
from commerce.leaving import accounts, erasing, export_tables

#: How long an answer that asks nothing more stays on the list of what to do.
ANSWERS_SHOWN = timedelta(days=14)
MOST_SHOWN = 5
Status = ContactMessage.Status


def join():
    """Tell commerce whom to ask for threads. Called once, when the application is ready."""
    threads.join(open_threads)
    export_tables.join(export_tables.table("messages", _messages, _MESSAGE))
    export_tables.join(export_tables.table("messages-reponses", _replies, _REPLY))
    accounts.join(forget_person)
    erasing.join(erasing.Kind.TRADER, lambda erasure, now: forget_shop(erasure.vendor, now=now))


def open_threads(vendor, *, now):
    """The shop's latest Threads that aren't closed; an answer that nothing is to follow is shown for two weeks."""
    told = Q(status=Status.ANSWERED, moved_at__lte=now - ANSWERS_SHOWN)
    found = ContactMessage.objects.filter(vendor=vendor).exclude(status=Status.CLOSED).exclude(told)
    return [
        threads.Thread(
            number=message.number,
            subject=message.subject,
            url=thread_url(message),
            moved_at=message.moved_at,
            is_answered=message.status == Status.ANSWERED,
            waits_for_vendor=message.status == Status.WAITING,
        )
        for message in found.order_by("-moved_at")[:MOST_SHOWN]
    ]


def _messages(vendor):
    return ContactMessage.objects.filter(vendor=vendor)


def _replies(vendor):
    return ContactReply.objects.filter(message__vendor=vendor)


#: What the team notes for itself isn't the vendor's.
_MESSAGE = ["pk", "received_at", "name", "email", "phone", "subject", "message", "reference", "status", "moved_at"]
_REPLY = ["message_id", "written_at", "from_team", "text"]


def forget_person(user, *, now):
    """Empty what a person wrote, with the account or from its address. A shop's threads stay with the shop."""
    mine = ContactMessage.objects.filter(Q(user=user) | Q(user=None, email__iexact=user.email), anonymised_at=None)
    for thread in mine.select_related("vendor"):
        if thread.vendor:
            shop = {"name": thread.vendor.name, "email": thread.vendor.email, "phone": "", "user": None}
            ContactMessage.objects.filter(pk=thread.pk).update(**shop)
        else:
            empty(thread, now=now)


def forget_shop(vendor, *, now):
    """Empty what was said with a shop that is gone."""
    for thread in ContactMessage.objects.filter(vendor=vendor):
        empty(thread, now=now)
