"""The money of the day in a few sums: what is held, released, paid, owed, in trouble. Constant queries."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils import timezone

from commerce.ledger.models import Account, Entry
from commerce.order.models import VendorOrder
from commerce.settlement import journals
from commerce.settlement.calendar import due_by
from commerce.settlement.models import (
    Adjustment,
    Comparison,
    Dispute,
    GiftCardRelease,
    Hold,
    Incident,
    PayInRefund,
    Payout,
    Refund,
    Release,
    ReserveTransfer,
    SettlementTransfer,
    TransferRefund,
)

Kind = Account.Kind
State = Release.State
SHARES = (Release, GiftCardRelease)
#: How many rows of each list a page shows; the lists themselves have all.
SHOWN = 10
WEEK = timedelta(days=7)
#: What Mangopay counts in one wallet, and few accounts share: read one by one.
FEW = (Kind.RESERVE, Kind.REPUDIATION, Kind.CLAIMS)
OTHERS = [kind for kind in Kind if kind != Kind.ORDER_WALLET]
#: Claims that began with money that the reserve advanced.
ADVANCES = ("claims:refund", "claims:chargeback")


@dataclass(frozen=True)
class Total:
    """How many, and cents in all."""

    count: int
    cents: int

    def __add__(self, other):
        return Total(self.count + other.count, self.cents + other.cents)


@dataclass(frozen=True)
class Figures:
    """Cents by place, as the book says, and how many of each kind wait. `at` is the moment they were counted for."""

    at: datetime
    held_cents: int
    due: Total
    on_hold: Total
    released_today: Total
    released_this_week: Total
    at_vendors_cents: int
    in_transit_cents: int
    paid_out_today: Total
    paid_out_this_week: Total
    owed_cents: int
    advanced_cents: int
    reserve_cents: int
    fees_cents: int
    repudiated_cents: int
    refunds: Total
    incidents: int
    adjustments: int


def figures(*, now):
    """The Figures at `now` (aware; days are counted in Europe/Paris)."""
    kinds = _by_kind()
    codes = _by_code()
    today = _midnight(timezone.localdate(now))
    shares = [_moved(model.objects.filter(state=State.SUCCEEDED), "vendor", today, now) for model in SHARES]
    released = [sum(totals, Total(0, 0)) for totals in zip(*shares, strict=True)]
    paid_out = _moved(Payout.objects.filter(state=State.SUCCEEDED, returned_at=None), "amount_cents", today, now)
    return Figures(
        at=now,
        held_cents=kinds.get(Kind.ORDER_WALLET, 0),
        due=_due(now),
        on_hold=_on_hold(),
        released_today=released[0],
        released_this_week=released[1],
        at_vendors_cents=kinds.get(Kind.VENDOR_WALLET, 0),
        in_transit_cents=kinds.get(Kind.IN_TRANSIT, 0),
        paid_out_today=paid_out[0],
        paid_out_this_week=paid_out[1],
        owed_cents=-kinds.get(Kind.DEBT, 0),
        advanced_cents=sum(codes.get(code, 0) for code in ADVANCES),
        reserve_cents=codes.get(journals.RESERVE, 0),
        fees_cents=kinds.get(Kind.FEES, 0),
        repudiated_cents=codes.get(journals.REPUDIATION, 0),
        refunds=_refunds(),
        incidents=Incident.objects.filter(solved_at=None).count(),
        adjustments=waiting_adjustments().count(),
    )


def _by_kind():
    """Cents by kind of account. The book sums to zero: the many order wallets hold what all other accounts lack."""
    sums = {kind: _entries_of([kind]).aggregate(total=Sum("amount_cents", default=0))["total"] for kind in OTHERS}
    return {**sums, Kind.ORDER_WALLET: -sum(sums.values())}


def _by_code():
    sums = _entries_of(FEW).order_by().values_list("account__code")
    return dict(sums.annotate(total=Sum("amount_cents")))


def _entries_of(kinds):
    """A subquery, not a join: both databases then read the entries of these accounts from one index, and no others."""
    return Entry.objects.filter(account__in=Account.objects.filter(kind__in=kinds).order_by().values("pk"))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


def _moved(moved, cents, today, now):
    """Sums of today and of the last seven days."""
    amount = F("amount_cents") - F("commission_cents") - F("commission_vat_cents") - F("debt_cents")
    amount = amount if cents == "vendor" else F(cents)
    is_today = Q(concluded_at__gte=today)
    found = moved.filter(concluded_at__gte=today - WEEK + timedelta(days=1), concluded_at__lte=now).aggregate(
        week=Sum(amount, default=0),
        weeks=Count("pk"),
        day=Sum(amount, filter=is_today, default=0),
        days=Count("pk", filter=is_today),
    )
    return Total(found["days"], found["day"]), Total(found["weeks"], found["week"])


def _share_sum(parts):
    found = parts.aggregate(
        count=Count("pk"),
        cents=Sum(
            F("goods_cents") + F("shipping_cents") - F("refunded_goods_cents") - F("refunded_shipping_cents"),
            default=0,
        ),
    )
    return Total(found["count"], found["cents"])


def due_shares(now):
    """Vendor orders whose day has come and whose share hasn't moved, whatever else keeps it."""
    received_on, confirmed_on = due_by(timezone.localdate(now))
    day = timedelta(days=1)
    by_law = Q(received_at__lt=_midnight(received_on + day))
    by_promise = Q(received_at__lte=now, confirmed_at__lt=_midnight(confirmed_on + day))
    unmoved = VendorOrder.objects.filter(confirmed_at__isnull=False, cancelled_at=None)
    return unmoved.filter(by_law | by_promise).exclude(release__state=State.SUCCEEDED)


def _due(now):
    return _share_sum(due_shares(now))


def _on_hold():
    held = VendorOrder.objects.filter(pk__in=Hold.objects.filter(lifted_at=None).values("vendor_order"))
    return _share_sum(held.exclude(release__state=State.SUCCEEDED))


def _refunds():
    found = Refund.objects.open().aggregate(
        count=Count("pk"), cents=Sum(F("goods_cents") + F("shipping_cents"), default=0)
    )
    return Total(found["count"], found["cents"])


def waiting_adjustments():
    """Proposals that nobody else has answered yet."""
    return Adjustment.objects.filter(executed_at=None, refused_by=None)


def waiting_refunds(now):
    """Credits of a card that Mangopay allows tomorrow only, because the same amount went back today."""
    waiting = PayInRefund.objects.filter(state=State.INTENDED, not_before__gt=now)
    return waiting.select_related("refund__vendor_order", "refund__pay_in__order").order_by("not_before")


def awaiting_a_file():
    """Disputes that are lost unless we answer, the nearest deadline first."""
    waiting = [Dispute.Status.PENDING_CLIENT_ACTION, Dispute.Status.REOPENED]
    return Dispute.objects.filter(status__in=waiting).select_related("pay_in__order").order_by("contest_deadline_at")


def open_incidents():
    """What is in trouble now, the latest first."""
    return Incident.objects.filter(solved_at=None).order_by("-last_seen_at")


def last_comparison():
    """The latest Comparison with Mangopay, or None before the first."""
    return Comparison.objects.order_by("-compared_at").first()


def failed_operations():
    """Movements that failed and that nothing has replaced yet, some of each kind, the latest first."""
    found = []
    for model in (Release, GiftCardRelease, PayInRefund, TransferRefund, SettlementTransfer, ReserveTransfer):
        found += model.objects.filter(state=State.FAILED).order_by("-concluded_at")[:SHOWN]
    still_open = Incident.objects.filter(subject=OuterRef("business_key"), solved_at=None)
    came_back = Payout.objects.filter(Q(state=State.FAILED) | Q(returned_at__isnull=False))
    found += came_back.filter(Exists(still_open)).select_related("vendor").order_by("-concluded_at")[:SHOWN]
    return sorted(found, key=lambda one: one.concluded_at, reverse=True)
