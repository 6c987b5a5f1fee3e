"""What the operator earned of a vendor, and gave back, as settlement booked it: the lines of commission invoices."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from commerce.invoicing.models import Movement
from commerce.money import proportion
from commerce.months import month_of
from commerce.plans.models import SubscriptionBill
from commerce.settlement.models import GiftCardRelease, Release, TransferRefund
from commerce.typesetting.wording import in_words


@dataclass(frozen=True)
class Fee:
    """One fee, or one given back (negative cents). `gives_back` is the key of the fee that it reduces, if it does."""

    key: str
    label: str
    detail: str
    occurred_at: datetime
    net_cents: int
    vat_cents: int
    vat_rate: Decimal
    gives_back: str = ""
    #: Whether a release paid it in the moment it was booked; a subscription is paid later.
    is_settled: bool = True

    @property
    def month(self):
        """First day of the month in which it was booked."""
        return month_of(self.occurred_at)


def unbilled(vendor_id, *, before):
    """The vendor's fees booked before a moment that no document bills, oldest first."""
    fees = [_of_release(release) for release in _releases(before).filter(vendor_order__vendor=vendor_id)]
    fees += [_of_release(each) for each in _spent(before).filter(payment__vendor_order__vendor=vendor_id)]
    fees += [_of_return(step) for step in _returns(before).filter(refund__vendor_order__vendor=vendor_id)]
    fees += [_of_subscription(bill) for bill in _subscriptions(before).filter(vendor=vendor_id)]
    fees += [_of_cancellation(bill) for bill in _cancellations(before).filter(vendor=vendor_id)]
    return sorted((fee for fee in fees if fee.net_cents or fee.vat_cents), key=lambda fee: (fee.occurred_at, fee.key))


def vendors_with_unbilled(*, before):
    """Keys of the vendors who have any."""
    released = _releases(before).exclude(commission_cents=0).values_list("vendor_order__vendor", flat=True)
    spent = _spent(before).exclude(commission_cents=0).values_list("payment__vendor_order__vendor", flat=True)
    returned = _returns(before).exclude(refund__commission_cents=0)
    subscribed = _subscriptions(before).values_list("vendor", flat=True)
    cancelled = _cancellations(before).values_list("vendor", flat=True)
    returned = returned.values_list("refund__vendor_order__vendor", flat=True)
    return {*released, *spent, *returned, *subscribed, *cancelled}


def _not_billed(rows, key):
    return rows.exclude(Exists(Movement.objects.filter(business_key=key)))


def _releases(before):
    done = Release.objects.filter(state=Release.State.SUCCEEDED, concluded_at__lt=before)
    return _not_billed(done, OuterRef("business_key")).select_related("vendor_order")


def _spent(before):
    """Shares that gift cards paid."""
    done = GiftCardRelease.objects.filter(state=Release.State.SUCCEEDED, concluded_at__lt=before)
    return _not_billed(done, OuterRef("business_key")).select_related("payment__vendor_order")


def _of_release(release):
    part = release.vendor_order
    return Fee(
        key=release.business_key,
        label=f"Commission sur la vente {part.number}",
        detail=f"versée à votre solde le {in_words(timezone.localdate(release.concluded_at))}",
        occurred_at=release.concluded_at,
        net_cents=release.commission_cents,
        vat_cents=release.commission_vat_cents,
        vat_rate=part.commission_vat_rate,
    )


def _returns(before):
    """Shares that came back after their release, and with them the commission that they had borne."""
    done = TransferRefund.objects.filter(state=TransferRefund.State.SUCCEEDED, concluded_at__lt=before)
    return _not_billed(done, OuterRef("business_key")).select_related(
        "release", "gift_card_release", "refund__vendor_order"
    )


def _of_return(step):
    part = step.refund.vendor_order
    return Fee(
        key=step.business_key,
        label=f"Commission rendue sur la vente {part.number}",
        detail=f"remboursement du {in_words(timezone.localdate(step.concluded_at))}",
        occurred_at=step.concluded_at,
        net_cents=-step.refund.commission_cents,
        vat_cents=-step.refund.commission_vat_cents,
        vat_rate=part.commission_vat_rate,
        gives_back=step.share_movement.business_key,
    )


SUBSCRIPTION, CANCELLED = "subscription-bill:", ":cancelled"


def _subscriptions(before):
    begun = SubscriptionBill.objects.filter(billed_at__lt=before).select_related("plan")
    return _not_billed(begun, Concat(Value(SUBSCRIPTION), Cast(OuterRef("pk"), CharField())))


def _cancellations(before):
    """Bills that were never paid, and given up when the plan fell back."""
    given_up = SubscriptionBill.objects.filter(fell_back_at__lt=before, cancelled_cents__gt=0).select_related("plan")
    key = Concat(Value(SUBSCRIPTION), Cast(OuterRef("pk"), CharField()), Value(CANCELLED))
    return _not_billed(given_up, key)


def _of_subscription(bill):
    last_on = bill.ends_on - timedelta(days=1)
    return Fee(
        key=f"{SUBSCRIPTION}{bill.pk}",
        label=f"Abonnement « {bill.plan} »",
        detail=f"du {in_words(bill.starts_on)} au {in_words(last_on)}",
        occurred_at=bill.billed_at,
        net_cents=bill.net_cents,
        vat_cents=bill.vat_cents,
        vat_rate=_vat_rate(bill),
        is_settled=False,
    )


def _of_cancellation(bill):
    vat_cents = proportion(bill.vat_cents, bill.cancelled_cents, bill.total_cents)
    return Fee(
        key=f"{SUBSCRIPTION}{bill.pk}{CANCELLED}",
        label=f"Abonnement « {bill.plan} » annulé",
        detail=f"retour à la commission seule le {in_words(timezone.localdate(bill.fell_back_at))}",
        occurred_at=bill.fell_back_at,
        net_cents=vat_cents - bill.cancelled_cents,
        vat_cents=-vat_cents,
        vat_rate=_vat_rate(bill),
        gives_back=f"{SUBSCRIPTION}{bill.pk}",
        is_settled=False,
    )


def _vat_rate(bill):
    """Of the terms that the bill was written under; those of a plan whose terms came later, if there were none yet."""
    terms = bill.plan.terms.filter(starts_on__lte=bill.starts_on).order_by("-starts_on").first()
    return (terms or bill.plan.terms.earliest("starts_on")).commission_vat_rate
