"""Holidays of a vendor: planned, changed, ended early. Whether one runs is read from the clock, never from a task."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.partner.models import Holiday, Partner

#: Further ahead a date is a slip of the finger, and longer than this a shop is closed rather than on holiday.
AHEAD_MAX = timedelta(days=730)
SOON = timedelta(days=14)
LENGTH_MAX = timedelta(days=366)


def midnight(day):
    """The moment a day begins in Europe/Paris, summer or winter."""
    return timezone.make_aware(datetime.combine(day, time.min))


@transaction.atomic
def plan(vendor, *, first_day, back_on, message="", orders_paused=True, now):
    """Plan an absence from `first_day` on, back at work on `back_on`. The same one again is the one that stands.

    Today begins at once. Raises ValidationError, by field, for dates that can't be, or that meet another absence.
    """
    _lock(vendor)
    starts_at, ends_at = midnight(first_day), midnight(back_on)
    again = Holiday.objects.filter(vendor=vendor, ends_at=ends_at).first()
    if again and timezone.localdate(again.starts_at) == first_day:
        return _write(again, again.starts_at, ends_at, message, orders_paused, now)
    if first_day < timezone.localdate(now):
        raise ValidationError({"first_day": _("Ce jour est passé.")})
    holiday = Holiday(vendor=vendor, planned_at=now)
    return _write(holiday, max(starts_at, now), ends_at, message, orders_paused, now)


@transaction.atomic
def change(holiday, *, first_day, back_on, message, orders_paused, now):
    """Change what isn't over; of what has begun, the beginning stays. Raises ValidationError, by field."""
    _lock(holiday.vendor)
    holiday.refresh_from_db()
    if holiday.ends_at <= now:
        raise ValidationError(_("Ce congé est terminé : prévoyez-en un autre."))
    starts_at = holiday.starts_at
    if starts_at > now:
        if first_day < timezone.localdate(now):
            raise ValidationError({"first_day": _("Ce jour est passé.")})
        starts_at = max(midnight(first_day), now)
    return _write(holiday, starts_at, midnight(back_on), message, orders_paused, now)


@transaction.atomic
def end(holiday, *, now):
    """Back early: end what runs, forget what hasn't begun. What is over stays as it was, and twice is once."""
    _lock(holiday.vendor)
    current = Holiday.objects.filter(pk=holiday.pk).first()
    if current is None or current.ends_at <= now:
        return
    if current.starts_at >= now:
        current.delete()
    else:
        Holiday.objects.filter(pk=current.pk).update(ends_at=now)
    _show(holiday.vendor, now)


def soon(vendor, *, now):
    """The vendor's next absence where it begins within two weeks, or None. No query."""
    coming = vendor.next_holiday_at(now)
    return coming if coming and coming.starts_at <= now + SOON else None


def begins_soon(now, *, days):
    """Holidays that begin within so many days."""
    return Holiday.objects.filter(starts_at__gt=now, starts_at__lte=now + timedelta(days=days)).select_related(
        "vendor"
    )


def _lock(vendor):
    """Two plans of one vendor wait for each other, so that both see what the other wrote."""
    Partner.objects.select_for_update().get(pk=vendor.pk)


def _write(holiday, starts_at, ends_at, message, orders_paused, now):
    _refuse_odd_dates(starts_at, ends_at, now)
    others = Holiday.objects.filter(vendor=holiday.vendor, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if others.exclude(pk=holiday.pk).exists():
        raise ValidationError({"first_day": _("Ces dates en croisent d’autres que vous avez déjà prévues.")})
    holiday.starts_at, holiday.ends_at = starts_at, ends_at
    holiday.message, holiday.orders_paused = message.strip(), orders_paused
    holiday.save()
    _show(holiday.vendor, now)
    return holiday


def _refuse_odd_dates(starts_at, ends_at, now):
    if ends_at <= max(starts_at, now):
        raise ValidationError({"back_on": _("Le retour vient après le départ, et au plus tôt demain.")})
    if starts_at - now > AHEAD_MAX:
        raise ValidationError({"first_day": _("Cette date est trop lointaine.")})
    if ends_at - starts_at > LENGTH_MAX:
        raise ValidationError({"back_on": _("Un congé dure un an au plus.")})


def _show(vendor, now):
    """Write what isn't over on the vendor's own row, where lists read it."""
    vendor.holidays_ahead = [holiday.absence.as_json() for holiday in Holiday.objects.ahead(now).filter(vendor=vendor)]
    Partner.objects.filter(pk=vendor.pk).update(holidays_ahead=vendor.holidays_ahead)
