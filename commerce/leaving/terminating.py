"""What the operator may do to a shop: stop it at once, or end it with notice; with its reasons, always."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.leaving import closing
from commerce.leaving.models import Closing, Ground, Suspension
from commerce.partner.holidays import midnight
from commerce.partner.models import Partner
from commerce.settlement.locks import lock_vendor

#: Art. 4(2) of regulation (EU) 2019/1150.
NOTICE_DAYS = 30


def earliest_day(now, ground):
    """First day on which a termination announced at `now` may take effect: thirty whole days lie between.

    On the grounds that art. 4(4) excepts, today.
    """
    days = NOTICE_DAYS + 1 if Ground(ground).needs_notice else 0
    return timezone.localdate(now) + timedelta(days=days)


@transaction.atomic
def give_notice(vendor, *, ground, facts, effective_on, by, now):
    """Announce the end of the contract. Asked twice, the first stands. Raises ValidationError, by field."""
    vendor = lock_vendor(vendor.pk)
    if closing.open_closing(vendor) or vendor.status == Partner.Status.CLOSED:
        raise ValidationError({"vendor": _("Cette boutique ferme déjà, ou est fermée.")})
    if effective_on < (earliest := earliest_day(now, ground)):
        said = {"day": earliest.strftime("%d/%m/%Y")}
        raise ValidationError({"effective_on": _("Préavis de 30 jours : pas avant le %(day)s.") % said})
    announced = Closing.objects.create(
        vendor=vendor,
        cause=Closing.Cause.OPERATOR,
        ground=ground,
        facts=facts,
        asked_by=by,
        asked_at=now,
        effective_at=max(now, midnight(effective_on)),
    )
    closing.tell_owners(announced, event="termination_notice")
    return announced


def to_apply(now):
    """Announced ends whose day has come."""
    return Closing.objects.open().filter(applied_at=None, effective_at__lte=now).order_by("pk")


def apply(announced, *, now):
    """The day has come: nothing can be bought any more."""
    closing.apply(announced, now=now)


@transaction.atomic
def suspend(vendor, *, ground, facts, by, now):
    """Stop a shop at once. Stopped already, it is the same suspension. Raises ValidationError for a closed shop."""
    vendor = lock_vendor(vendor.pk)
    if current := suspension_of(vendor):
        return current
    if vendor.status != Partner.Status.OPEN:
        raise ValidationError({"vendor": _("Seule une boutique ouverte peut être suspendue.")})
    suspension = Suspension.objects.create(
        vendor=vendor, ground=ground, facts=facts, imposed_by=by, imposed_at=now, status_before=vendor.status
    )
    Partner.objects.filter(pk=vendor.pk).update(status=Partner.Status.SUSPENDED)
    closing.tell_owners(suspension, event="shop_suspended")
    return suspension


def suspension_of(vendor):
    """The suspension that is in force, or None."""
    return Suspension.objects.filter(vendor=vendor, lifted_at=None).first()


@transaction.atomic
def lift(suspension, *, now):
    """End a suspension: the shop is what it was, unless it is leaving. Twice is once."""
    vendor = lock_vendor(suspension.vendor_id)
    if not Suspension.objects.filter(pk=suspension.pk, lifted_at=None).update(lifted_at=now):
        return
    if vendor.status == Partner.Status.SUSPENDED:
        Partner.objects.filter(pk=vendor.pk).update(status=suspension.status_before)
    closing.tell_owners(suspension, event="suspension_lifted")
