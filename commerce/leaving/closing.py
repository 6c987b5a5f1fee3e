"""The end of a shop: nothing is bought from its announcement on, open orders go on, and it closes once all is done."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commerce.communication import shops
from commerce.communication.contact_links import contact_link
from commerce.leaving import retention
from commerce.leaving.models import Closing, Suspension
from commerce.leaving.open_matters import blocking
from commerce.partner.models import Partner
from commerce.settlement.locks import lock_vendor

#: So long an owner may think again, and so long an order that was being placed has to be written.
GRACE = timedelta(days=1)
PORTAL_PATH = "/espace-pro/"


def open_closing(vendor):
    """The end that was announced and is neither done nor taken back, or None."""
    return Closing.objects.open().filter(vendor=vendor).first()


@transaction.atomic
def ask(vendor, *, by, now):
    """The owner ends the shop: from now on nothing can be bought. Twice is once. Returns the Closing.

    Raises ValidationError for a shop that is closed already.
    """
    vendor = lock_vendor(vendor.pk)
    if vendor.status == Partner.Status.CLOSED:
        raise ValidationError(_("Cette boutique est déjà fermée."))
    closing, is_new = Closing.objects.open().get_or_create(
        vendor=vendor,
        defaults={"cause": Closing.Cause.OWNER, "asked_by": by, "asked_at": now, "effective_at": now},
    )
    apply(closing, now=now)
    if is_new:
        tell_owners(closing, event="closing_asked")
    return closing


@transaction.atomic
def apply(closing, *, now):
    """The announced end takes effect: nothing can be bought any more. Twice is once."""
    vendor = lock_vendor(closing.vendor_id)
    if (
        not Closing.objects.open()
        .filter(pk=closing.pk, applied_at=None)
        .update(applied_at=now, status_before=vendor.status)
    ):
        return
    Partner.objects.filter(pk=vendor.pk).update(status=Partner.Status.CLOSING)
    closing.refresh_from_db()


@transaction.atomic
def take_back(vendor, *, now):
    """The owner stays after all: the shop is what it was. True where there was something to take back.

    What the operator decided isn't the owner's to take back.
    """
    vendor = lock_vendor(vendor.pk)
    closing = Closing.objects.open().filter(vendor=vendor, cause=Closing.Cause.OWNER).first()
    if closing is None:
        return False
    _withdraw(closing, now)
    return True


def _withdraw(closing, now):
    if closing.applied_at:
        Partner.objects.filter(pk=closing.vendor_id).update(status=_status_of_old(closing))
    closing.taken_back_at = now
    closing.save(update_fields=["taken_back_at"])


def _status_of_old(closing):
    """What the shop was; a suspension that was lifted meanwhile stays lifted."""
    if closing.status_before != Partner.Status.SUSPENDED:
        return closing.status_before
    latest = Suspension.objects.filter(vendor=closing.vendor_id).latest("imposed_at")
    return latest.status_before if latest.lifted_at else Partner.Status.SUSPENDED


def to_close(now):
    """Shops whose owner has had time to think again."""
    waiting = Closing.objects.open().filter(applied_at__lte=now - GRACE).select_related("vendor")
    return waiting.order_by("pk")


@transaction.atomic
def close(closing, *, now):
    """Close for good where nothing is open any more. True the time it does; asked again, it changes nothing."""
    vendor = lock_vendor(closing.vendor_id)
    if not Closing.objects.open().filter(pk=closing.pk).exists() or blocking(vendor, now=now):
        return False
    Partner.objects.filter(pk=vendor.pk).update(status=Partner.Status.CLOSED)
    closing.closed_at = now
    closing.save(update_fields=["closed_at"])
    retention.plan(retention.kept_of_vendor(vendor, now=now), vendor=vendor)
    tell_owners(closing, event="shop_closed")
    return True


def tell_owners(subject, *, event, **more):
    """Tell everybody who answers for the shop, and its own address, about a Closing or a Suspension. Once each."""
    vendor = subject.vendor
    contact = contact_link(_("Une décision sur ma boutique"), f"boutique-{vendor.code}")
    shops.tell(
        vendor,
        event=event,
        key=f"{subject._meta.model_name}:{subject.pk}",
        context={
            "vendor": vendor,
            "subject": subject,
            "portal_url": f"{settings.SITE_URL}{PORTAL_PATH}",
            "contact_url": f"{settings.SITE_URL}{contact}",
            **more,
        },
        url=PORTAL_PATH,
    )
