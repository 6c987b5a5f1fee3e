"""What a shop is told: a notice in its portal, and a mail to its address and to each member whom it concerns.

A member's right decides what the member is told; events that a member may do without can be muted, for mails only.
"""

from functools import cache

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from commerce.communication import events, mails
from commerce.communication.models import MutedEvent, NoticeReading, ShopNotice
from commerce.partner.models import Membership
from commerce.partner.rights import RIGHTS


def tell(vendor, *, event, key, context, url, addresses=None, reply_to=""):
    """Tell a shop of an event, once per key: its portal and its people.

    `url` is the place where one acts, whole or from the site's root. `addresses` stand in for those of `addresses_of`,
    where other people are concerned; `reply_to` is as in `mails.send`. Returns the Mails.
    """
    declared = events.event_of(event)
    if events.is_rehearsed(event, context):
        return []
    written = cache(lambda: mails.render(event, context))
    ShopNotice.objects.get_or_create(
        vendor=vendor,
        event=event,
        key=key,
        defaults={
            "title": lambda: written().subject[:200],
            "path": url.removeprefix(settings.SITE_URL)[:300],
            "noted_at": timezone.now,
        },
    )
    recipients = addresses_of(vendor, declared) if addresses is None else _distinct(addresses)
    return [mails.decide(event, key, recipient, written, reply_to=reply_to) for recipient in recipients]


def addresses_of(vendor, event):
    """Where this event is mailed: the shop's address, and its members' who have the right and didn't mute it.

    A member whose address is the shop's decides for both. One query.
    """
    muted = MutedEvent.objects.filter(membership=OuterRef("pk"), event=event.name)
    members = vendor.memberships.filter(role__in=roles_with(event.right), user__is_active=True)
    members = list(members.annotate(is_muted=Exists(muted)).order_by("pk").values_list("user__email", "is_muted"))
    silent = {email.lower() for email, is_muted in members if is_muted and event.is_optional}
    return _distinct([vendor.email, *(email for email, _muted in members)], silent)


def _distinct(addresses, silent=()):
    """Each address once, whatever its capitals."""
    kept = {}
    for address in addresses:
        if address and address.lower() not in silent:
            kept.setdefault(address.lower(), address)
    return list(kept.values())


def roles_with(right):
    """The roles that give this right."""
    return [role for role, rights in RIGHTS.items() if right in rights]


def names_for(role):
    """Names of the events that a member with this role is told."""
    return [event.name for event in events.declared() if event.right and event.right in RIGHTS[role]]


def notices_for(vendor, person, role):
    """The shop's notices that this member may read, the latest first, each with `is_read`."""
    readings = NoticeReading.objects.filter(notice=OuterRef("pk"), reader=person)
    notices = ShopNotice.objects.filter(vendor=vendor, event__in=names_for(role))
    return notices.annotate(is_read=Exists(readings))


def unread_count(vendor, person, role):
    """How many of them the member hasn't read. One query."""
    return notices_for(vendor, person, role).filter(is_read=False).count()


def read(notices, person, *, now):
    """The member has read these; a second time changes nothing."""
    rows = [NoticeReading(notice=notice, reader=person, read_at=now) for notice in notices]
    NoticeReading.objects.bulk_create(rows, ignore_conflicts=True)


def optional_for(role):
    """The events whose mails a member with this role may do without."""
    return [event for event in events.declared() if event.is_optional and event.right and event.right in RIGHTS[role]]


def always_for(role):
    """The events whose mails a member with this role always gets."""
    told = [event for event in events.declared() if event.right and event.right in RIGHTS[role]]
    return [event for event in told if not event.is_optional]


def muted_by(membership):
    """Names of the events that a member muted."""
    return set(membership.muted_events.values_list("event", flat=True))


@transaction.atomic
def choose(membership, wanted):
    """Have a member get the mails of `wanted`, names of events, and of no other optional one."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    muted = {event.name for event in optional_for(membership.role)} - set(wanted)
    membership.muted_events.exclude(event__in=muted).delete()
    MutedEvent.objects.bulk_create(
        [MutedEvent(membership=membership, event=name) for name in sorted(muted)], ignore_conflicts=True
    )
