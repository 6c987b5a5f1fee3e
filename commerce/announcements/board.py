"""Which announcements a person reads in a shop's portal, and how one is put away."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from commerce.announcements.models import Announcement, Dismissal
from commerce.partner.models import Partner


def addressed_to(vendor, *, now):
    """Announcements of today (Europe/Paris) for this shop, the important ones first."""
    today = timezone.localdate(now)
    shops = Announcement.Shops.DRAFT if vendor.status == Partner.Status.DRAFT else Announcement.Shops.OPEN
    return Announcement.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        starts_on__lte=today,
        shops__in=["", shops],
        plan_kind__in=["", vendor.plan.kind],
        trade__in=["", vendor.trade],
    )


def unread(vendor, user, *, now):
    """Those that this person hasn't put away yet. One query."""
    gone = Dismissal.objects.filter(announcement=OuterRef("pk"), user=user)
    return addressed_to(vendor, now=now).filter(~Exists(gone))


def put_away(announcement, user, *, now):
    """Show it to this person no more; their colleagues still read it. Twice is once."""
    Dismissal.objects.bulk_create(
        [Dismissal(announcement=announcement, user=user, dismissed_at=now)], ignore_conflicts=True
    )
