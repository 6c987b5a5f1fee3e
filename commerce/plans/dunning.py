"""A subscription that isn't paid: told, waited for, reminded of, and at last given up for commission only.

Nothing is blocked on the way. How much of a bill is still open is settlement's knowledge: it comes in as `open_cents`.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from commerce.communication import shops
from commerce.money import proportion
from commerce.plans.choices import ask_for, plan_on, settle
from commerce.plans.models import Plan, PlanChoice, SubscriptionBill

#: How long the next releases may pay a bill before the card is asked.
RELEASES_FIRST = timedelta(days=7)
#: Whole days that a vendor has after a payment failed, and when it is reminded.
GRACE_DAYS, REMINDER_DAYS = 15, 7


def to_collect(now):
    """Bills that the releases had time to pay; settlement knows which of them are still open."""
    bills = SubscriptionBill.objects.filter(billed_at__lte=now - RELEASES_FIRST, fell_back_at=None)
    return bills.select_related("vendor", "plan").order_by("pk")


def gives_up_on(bill):
    """First day on which an unpaid bill ends the subscription, or None while no payment failed."""
    return timezone.localdate(bill.failed_at) + timedelta(days=GRACE_DAYS + 1) if bill.failed_at else None


@transaction.atomic
def payment_failed(bill, *, open_cents, reason, now):
    """A bill couldn't be paid, for `reason` in words. The first time, the vendor reads so and the days run."""
    first = SubscriptionBill.objects.filter(pk=bill.pk, failed_at=None).update(failed_at=now)
    if first:
        bill.failed_at = now
        _tell(bill, "subscription_unpaid", open_cents=open_cents, reason=reason)
    return bool(first)


def follow_up(bill, *, open_cents, now):
    """Remind halfway, and give up after the last day. Returns the cents cancelled, mostly 0. Repeatable."""
    if bill.failed_at is None or bill.fell_back_at or not open_cents:
        return 0
    today = timezone.localdate(now)
    if today >= gives_up_on(bill):
        return _fall_back(bill, open_cents, now)
    if today >= timezone.localdate(bill.failed_at) + timedelta(days=REMINDER_DAYS):
        _tell(bill, "subscription_reminder", open_cents=open_cents)
    return 0


@transaction.atomic
def _fall_back(bill, open_cents, now):
    """Commission only from today on; the days that weren't used are cancelled, the used ones stay owed."""
    today = timezone.localdate(now)
    cancelled_cents = min(open_cents, unused_cents(bill, today))
    first = SubscriptionBill.objects.filter(pk=bill.pk, fell_back_at=None).update(
        fell_back_at=now, cancelled_cents=cancelled_cents
    )
    if not first:
        return 0
    bill.refresh_from_db()
    if plan_on(bill.vendor, today) == bill.plan:
        _choose_commission_only(bill.vendor, now)
    _tell(bill, "subscription_ended", open_cents=open_cents - cancelled_cents)
    return cancelled_cents


def unused_cents(bill, day):
    """The part of a bill, with VAT, for the days from `day` to the end of its period."""
    days = (bill.ends_on - bill.starts_on).days
    unused = max(0, (bill.ends_on - max(day, bill.starts_on)).days)
    return proportion(bill.total_cents, unused, days)


def _choose_commission_only(vendor, now):
    plan = Plan.objects.filter(kind=Plan.Kind.COMMISSION, is_offered=True).order_by("pk")[:1].get()
    choice = ask_for(vendor, plan, PlanChoice.Period.MONTHLY, user=None, now=now, starts_on=timezone.localdate(now))
    if choice:
        settle(choice, now=now)


def _tell(bill, event, *, open_cents, reason=""):
    portal_url = f"{settings.SITE_URL}{reverse('vendor_portal:plan')}"
    shops.tell(
        bill.vendor,
        event=event,
        key=bill.business_key,
        context={
            "bill": bill,
            "vendor": bill.vendor,
            "open_cents": open_cents,
            "reason": reason,
            "last_day": gives_up_on(bill) - timedelta(days=1),
            "portal_url": portal_url,
        },
        url=portal_url,
    )
