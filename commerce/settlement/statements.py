"""What vendors and buyers read about their money. Every function costs the same few queries, however many rows."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from commerce.money import percentage
from commerce.plans.commission import Share, share
from commerce.settlement import debts
from commerce.settlement.calendar import Dates, dates_of, promised_on, release_due_on
from commerce.settlement.models import Payout, Refund, Release
from commerce.settlement.payouts import released_cents
from commerce.settlement.reasons import HOLDS, Reason, account_reasons, holds_of, reasons_to_wait
from commerce.settlement.release import candidates, open_holds


@dataclass(frozen=True)
class Earning:
    """What a vendor earns on one vendor order, and where that money is. `whole` and `share` hold the amounts in cents.

    `whole` is the sale as it was made, `share` what is left of it after `refunds`. `kept_cents` is what its release
    keeps for debts. `rate` and `vat_rate` are per cents; `fixed_cents` is the plan's fixed part per vendor order.
    """

    vendor_order: object
    share: Share
    rate: object
    whole: Share
    refunds: list = field(default_factory=list)
    kept_cents: int = 0
    fixed_cents: int = 0
    vat_rate: object = None
    due_on: date | None = None
    dates: Dates | None = None
    promised_on: date | None = None
    reasons: list[Reason] = field(default_factory=list)
    released_at: object = None
    payout: Payout | None = None

    @property
    def arriving_cents(self):
        """What the vendor gets of this sale in the end."""
        return self.share.net_cents - self.kept_cents

    @property
    def gross_goods_cents(self):
        """The goods before every reduction."""
        part = self.vendor_order
        return part.goods_cents + part.vendor_reduction_cents + part.operator_goods_cents

    @property
    def gross_shipping_cents(self):
        """Delivery before every reduction."""
        part = self.vendor_order
        return part.shipping_cents + part.vendor_shipping_reduction_cents + part.operator_shipping_cents

    @property
    def refund_cost_cents(self):
        """What refunds took of the vendor's share."""
        return sum(refund.vendor_cents for refund in self.refunds)

    @property
    def refunded_cents(self):
        """What buyers got back in all."""
        return sum(refund.amount_cents for refund in self.refunds)

    @property
    def returned_fees_cents(self):
        """Commission that was given back with refunds, tax included."""
        return sum(refund.fees_cents for refund in self.refunds)

    @property
    def is_capped(self):
        """Whether rate and fixed part would have taken more than a small order can bear."""
        wanted_cents = percentage(self.vendor_order.commission_base_cents, self.rate) + self.fixed_cents
        return self.whole.commission_cents < wanted_cents and not self.vendor_order.borne_by_operator_cents

    @property
    def is_held(self):
        """Whether something without a known end keeps the share longer than its day."""
        return any(reason.wait in HOLDS for reason in self.reasons)

    @property
    def is_paid_out(self):
        """Whether the vendor's bank has it."""
        return bool(self.payout and self.payout.state == Payout.State.SUCCEEDED and not self.payout.returned_at)


def earnings(vendor_orders, *, now=None):
    """One Earning per vendor order, in their order. A few queries, however many there are.

    Before confirmation the share is an estimate under the plan's terms of today.
    """
    now = now or timezone.now()
    vendor_orders = list(vendor_orders)
    prefetch_related_objects(
        vendor_orders,
        "vendor__plan__terms",
        "order__pay_in",
        "release__payout",
        "refunds__pay_in_refund",
        "gift_card_payments__release",
        open_holds(),
    )
    return [_earning(vendor_order, now) for vendor_order in vendor_orders]


def earning(vendor_order, *, now=None):
    """The Earning of one vendor order."""
    return earnings([vendor_order], now=now)[0]


def _earning(vendor_order, now):
    release = getattr(vendor_order, "release", None)
    terms = vendor_order if vendor_order.commission_rate is not None else _terms(vendor_order.vendor, now)
    moved = release is not None and release.state == Release.State.SUCCEEDED and _gift_cards_moved(vendor_order)
    whole = share(
        goods_cents=vendor_order.goods_cents,
        shipping_cents=vendor_order.shipping_cents,
        rate=terms.commission_rate,
        fixed_cents=terms.commission_fixed_cents,
        vat_rate=terms.commission_vat_rate,
        operator_goods_cents=vendor_order.operator_goods_cents,
        operator_shipping_cents=vendor_order.operator_shipping_cents,
        commission_on_shipping=terms.commission_on_shipping,
    )
    given_back = sorted(vendor_order.refunds.all(), key=lambda refund: refund.pk)
    return Earning(
        vendor_order=vendor_order,
        whole=whole,
        share=_after(whole, given_back),
        refunds=given_back,
        kept_cents=release.debt_cents if release is not None and release.state != Release.State.FAILED else 0,
        rate=terms.commission_rate,
        fixed_cents=terms.commission_fixed_cents,
        vat_rate=terms.commission_vat_rate,
        due_on=release_due_on(vendor_order),
        dates=dates_of(vendor_order),
        promised_on=promised_on(vendor_order),
        reasons=reasons_to_wait(vendor_order, now=now),
        released_at=release.concluded_at if moved else None,
        payout=release.payout if moved else None,
    )


def _gift_cards_moved(vendor_order):
    """Whether what gift cards paid of it has moved too."""
    if not vendor_order.gift_card_cents:
        return True
    movements = [getattr(payment, "release", None) for payment in vendor_order.gift_card_payments.all()]
    return all(movement is not None and movement.state == Release.State.SUCCEEDED for movement in movements)


def _after(whole, given_back):
    """What is left of a share. What the operator bears of a refund, its reserve gives the vendor instead."""
    borne_cents = sum(
        refund.from_share_cents + refund.subsidy_cents
        for refund in given_back
        if refund.bearer == Refund.Bearer.OPERATOR
    )
    return replace(
        whole,
        goods_cents=whole.goods_cents - sum(refund.goods_cents for refund in given_back),
        shipping_cents=whole.shipping_cents - sum(refund.shipping_cents for refund in given_back),
        commission_cents=whole.commission_cents - sum(refund.commission_cents for refund in given_back),
        commission_vat_cents=whole.commission_vat_cents - sum(refund.commission_vat_cents for refund in given_back),
        subsidy_cents=whole.subsidy_cents - sum(refund.subsidy_cents for refund in given_back) + borne_cents,
    )


def _terms(vendor, now):
    """Today's terms among those that were fetched."""
    today = timezone.localdate(now)
    return max((t for t in vendor.plan.terms.all() if t.starts_on <= today), key=lambda terms: terms.starts_on)


@dataclass(frozen=True)
class NextTransfer:
    """The vendor's next transfer to the bank: what is sure (cents in the wallet), what follows, when, or why not.

    Of the shares that fall due first `kept_cents` repay debts, `due_cents` is the rest. `held_cents` were received and
    have no day: a return, a dispute or the operator keeps them.
    """

    ready_cents: int
    due_on: date | None
    due_cents: int
    reasons: list[Reason]
    kept_cents: int = 0
    held_cents: int = 0


def next_transfer(vendor, *, now=None):
    """What the next transfer carries: money already released, and the shares that fall due first. A few queries."""
    now = now or timezone.now()
    received = candidates().filter(vendor=vendor, cancelled_at=None).prefetch_related("refunds__pay_in_refund")
    held_cents, by_day = 0, defaultdict(list)
    for part in received:
        if holds_of(part):
            held_cents += _net_cents(part, now)
        elif due_on := release_due_on(part):
            by_day[max(due_on, timezone.localdate(now))].append(part)
    due_on = min(by_day, default=None)
    first = [_net_cents(part, now) for part in by_day.get(due_on, [])]
    repayable_cents = sum(max(0, debts.repayable_cents(cents)) for cents in first)
    kept_cents = min(debts.unclaimed_cents(vendor), repayable_cents)
    return NextTransfer(
        ready_cents=released_cents(vendor),
        due_on=due_on,
        due_cents=sum(first) - kept_cents,
        reasons=account_reasons(vendor),
        kept_cents=kept_cents,
        held_cents=held_cents,
    )


def _net_cents(vendor_order, now):
    return _earning(vendor_order, now).share.net_cents


def transfers(vendor):
    """The vendor's transfers, newest first, each with the vendor orders that it carried."""
    return (
        Payout.objects.filter(vendor=vendor)
        .order_by("-day")
        .prefetch_related(Prefetch("releases", Release.objects.select_related("vendor_order")))
        .select_related("vendor")
    )
