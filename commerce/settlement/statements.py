"""What vendors and buyers read about their money. Every function costs the same few queries, however many rows."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone

from commerce.money import percentage
from commerce.settlement.calendar import release_due_on
from commerce.settlement.models import Payout, Release
from commerce.settlement.payouts import released_cents
from commerce.settlement.reasons import Reason, account_reasons, reasons_to_wait
from commerce.settlement.release import candidates
from commerce.settlement.split import Share, share


@dataclass(frozen=True)
class Earning:
    """What a vendor earns on one vendor order, and where that money is. `share` holds the amounts in cents.

    `rate` and `vat_rate` are per cents; `fixed_cents` is the plan's fixed part per vendor order.
    """

    vendor_order: object
    share: Share
    rate: object
    fixed_cents: int = 0
    vat_rate: object = None
    due_on: date | None = None
    reasons: list[Reason] = field(default_factory=list)
    released_at: object = None
    payout: Payout | None = None

    @property
    def is_capped(self):
        """Whether rate and fixed part would have taken more than a small order can bear."""
        return self.share.commission_cents < percentage(self.share.goods_cents, self.rate) + self.fixed_cents

    @property
    def is_paid_out(self):
        """Whether the vendor's bank has it."""
        return bool(self.payout and self.payout.state == Payout.State.SUCCEEDED and not self.payout.returned_at)


def earnings(vendor_orders, *, now=None):
    """One Earning per vendor order, in their order. Two to four queries.

    Before confirmation the share is an estimate under the plan's terms of today.
    """
    now = now or timezone.now()
    vendor_orders = list(vendor_orders)
    prefetch_related_objects(vendor_orders, "vendor__plan__terms", "order__pay_in", "release__payout")
    return [_earning(vendor_order, now) for vendor_order in vendor_orders]


def earning(vendor_order, *, now=None):
    """The Earning of one vendor order."""
    return earnings([vendor_order], now=now)[0]


def _earning(vendor_order, now):
    release = getattr(vendor_order, "release", None)
    terms = vendor_order if vendor_order.commission_rate is not None else _terms(vendor_order.vendor, now)
    moved = release is not None and release.state == Release.State.SUCCEEDED
    return Earning(
        vendor_order=vendor_order,
        share=share(
            goods_cents=vendor_order.goods_cents,
            shipping_cents=vendor_order.shipping_cents,
            rate=terms.commission_rate,
            fixed_cents=terms.commission_fixed_cents,
            vat_rate=terms.commission_vat_rate,
        ),
        rate=terms.commission_rate,
        fixed_cents=terms.commission_fixed_cents,
        vat_rate=terms.commission_vat_rate,
        due_on=release_due_on(vendor_order),
        reasons=reasons_to_wait(vendor_order, now=now),
        released_at=release.concluded_at if moved else None,
        payout=release.payout if moved else None,
    )


def _terms(vendor, now):
    """Today's terms among those that were fetched."""
    today = timezone.localdate(now)
    return max((t for t in vendor.plan.terms.all() if t.starts_on <= today), key=lambda terms: terms.starts_on)


@dataclass(frozen=True)
class NextTransfer:
    """The vendor's next transfer to the bank: what is sure (cents in the wallet), what follows, when, or why not."""

    ready_cents: int
    due_on: date | None
    due_cents: int
    reasons: list[Reason]


def next_transfer(vendor, *, now=None):
    """What the next transfer carries: money already released, and the shares that fall due first. Three queries."""
    now = now or timezone.now()
    waiting = [part for part in candidates().filter(vendor=vendor) if release_due_on(part)]
    days = {part.pk: max(release_due_on(part), timezone.localdate(now)) for part in waiting}
    due_on = min(days.values(), default=None)
    first = [part for part in waiting if days[part.pk] == due_on]
    return NextTransfer(
        ready_cents=released_cents(vendor),
        due_on=due_on,
        due_cents=sum(_earning(part, now).share.net_cents for part in first),
        reasons=account_reasons(vendor),
    )


def transfers(vendor):
    """The vendor's transfers, newest first, each with the vendor orders that it carried."""
    return (
        Payout.objects.filter(vendor=vendor)
        .order_by("-day")
        .prefetch_related("releases__vendor_order")
        .select_related("vendor")
    )
