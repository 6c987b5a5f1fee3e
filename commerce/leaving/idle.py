"""Accounts that nobody uses: their owners are warned, and a month later the accounts are deleted.

Three years without signing in or buying, the CNIL's measure for customers; the page « Données personnelles » promises
it. People of shops and of the team are left alone. Days are Europe/Paris.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone

from commerce.communication import mails
from commerce.customer.models import User
from commerce.leaving import accounts
from commerce.leaving.models import IdleWarning
from commerce.leaving.retention import IDLE_YEARS
from commerce.partner.models import Membership

#: Three years, the longest that three years may be.
IDLE_FOR = timedelta(days=IDLE_YEARS * 365 + 1)
#: Between the warning and the end.
NOTICE = timedelta(days=30)


def _idle_since(moment):
    """Buyers whose last sign of life, `active_at`, isn't after a moment."""
    buyers = User.objects.filter(is_active=True, is_staff=False, is_superuser=False, date_joined__lte=moment)
    buyers = buyers.exclude(Exists(Membership.objects.filter(user=OuterRef("pk"))))
    signed_in_at = Coalesce("last_login", "date_joined")
    bought_at = Coalesce(Max("orders__date_placed"), "date_joined")
    return buyers.annotate(active_at=Greatest(signed_in_at, bought_at)).filter(active_at__lte=moment).order_by("pk")


def to_warn(now):
    """Whose account ends in a month, and who wasn't told since the last sign of life."""
    almost = _idle_since(now - IDLE_FOR + NOTICE)
    return almost.exclude(idle_warning__warned_at__gt=F("active_at"))


@transaction.atomic
def warn(user, *, now):
    """Tell somebody of `to_warn` until when to come back. Twice is once."""
    IdleWarning.objects.update_or_create(user=user, defaults={"warned_at": now})
    mails.send(
        event="account_idle",
        key=f"user:{user.pk}:{timezone.localdate(user.active_at)}",
        recipient=user.email,
        context={"until": ends_on(user, now=now), "account_url": settings.SITE_URL + reverse("customer:summary")},
    )


def ends_on(user, *, now):
    """The day on which the account of somebody who is warned now will be deleted."""
    return timezone.localdate(max(now + NOTICE, user.active_at + IDLE_FOR))


def to_erase(now):
    """Who was warned a month ago and hasn't come. What stands against an erasure keeps the account."""
    return [user for user in _silent(now) if not accounts.obstacles(user, now=now)]


def _silent(now):
    warned = _idle_since(now - IDLE_FOR).filter(idle_warning__warned_at__lte=now - NOTICE)
    return warned.filter(idle_warning__warned_at__gt=F("active_at"))


@transaction.atomic
def erase(user, *, now):
    """Delete the account, unless its owner came meanwhile. Twice is once.

    Raises ValidationError where something stands against it.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if _silent(now).filter(pk=user.pk).exists():
        accounts.erase(user, now=now)
