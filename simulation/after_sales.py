"""What happened after the sales, in figures of the database, and as a table to read."""

from collections import Counter
from itertools import groupby

from django.db.models import Count, F, Sum

from commerce.disputes.models import DisputeStep, OrderDispute
from commerce.fulfilment.models import Delay, Reminder, Unavailability
from commerce.order.models import Parcel, VendorOrder
from commerce.settlement.models import Refund
from commerce.withdrawal.models import Step, Withdrawal
from commerce.withdrawal.states import State

#: Refunds that the after-sales rules decided, by the beginning of their key.
BY_KEY = {
    "called off after a delay": "called-off:",
    "called off, vendor silent": "silent:",
    "never collected": "uncollected:",
    "lost on the way": "lost:",
}


def figures():
    """How often each event was met, by « subject: event »; cents where it says so."""
    return {
        **_parcels(),
        **_promises(),
        **_missing(),
        **_withdrawals(),
        **_quarrels(),
        **{f"refund: {name}": _refunds(key) for name, key in BY_KEY.items()},
        "refund: cents after a withdrawal": _cents(Refund.Reason.WITHDRAWAL) + _cents(Refund.Reason.RETURN),
        "refund: cents for missing pieces": _cents(Refund.Reason.UNAVAILABLE),
    }


def _parcels():
    several = VendorOrder.objects.annotate(sent=Count("parcels")).filter(sent__gt=1).count()
    proofs = _by(Parcel.objects.exclude(delivered_at=None), "delivery_basis", "parcel: received, {}")
    return {"parcel: sent": Parcel.objects.count(), "parcel: orders sent in several": several, **proofs}


def _promises():
    delays = {"promise: delay announced": Delay.objects.count()}
    return delays | _by(Reminder.objects, "step", "promise: reminder, {}")


def _missing():
    at_once = Unavailability.objects.filter(answer_by=None).count()
    proposed = Unavailability.objects.exclude(answer_by=None)
    another = proposed.exclude(replacement=None).count()
    kinds = {"delay proposed": proposed.count() - another, "another proposed": another, "refunded at once": at_once}
    return {
        **{f"missing: {name}": number for name, number in kinds.items()},
        **_by(proposed, "state", "missing: proposal {}"),
    }


def _withdrawals():
    returns = Withdrawal.objects.exclude(return_by=None)
    declared = Counter(_when(each) for each in returns.select_related("vendor_order__release__payout"))
    at_once = {"withdrawal: before it left": Withdrawal.objects.filter(return_by=None).count()}
    steps = Step.objects.exclude(action="declare")
    rows = steps.order_by("role", "action").values_list("role", "action").annotate(times=Count("pk"))
    sums = {"kept": Sum("reduction_cents", default=0), "back": Sum("given_up_cents", default=0)}
    reduced = Withdrawal.objects.aggregate(**sums)
    return {
        **at_once,
        **{f"withdrawal: {when}": number for when, number in sorted(declared.items())},
        **{f"return: {action}, {role}": number for role, action, number in rows},
        "return: still under way": returns.exclude(state__in=[State.REFUNDED, State.CLOSED]).count(),
        "return: cents kept at first": reduced["kept"],
        "return: cents given up of it": reduced["back"],
    }


def _quarrels():
    opened = _by(OrderDispute.objects, "opened_by", "quarrel: opened by the {}")
    rows = DisputeStep.objects.exclude(action="open").order_by("role", "action").values_list("role", "action")
    steps = {f"quarrel: {action}, {role}": times for role, action, times in rows.annotate(times=Count("pk"))}
    under_way = OrderDispute.objects.open().count()
    given = Refund.objects.filter(dispute_step__isnull=False)
    sums = given.aggregate(cents=Sum(F("goods_cents") + F("shipping_cents"), default=0))
    return opened | steps | {"quarrel: still under way": under_way, "quarrel: cents given back": sums["cents"]}


def _when(case):
    """Where the share was when it was declared."""
    release = getattr(case.vendor_order, "release", None)
    if case.vendor_order.received_at is None or case.vendor_order.received_at > case.declared_at:
        return "on the way"
    if release is None or release.concluded_at is None or release.concluded_at > case.declared_at:
        return "received"
    payout = release.payout
    is_paid = payout is not None and payout.concluded_at is not None and payout.concluded_at <= case.declared_at
    return "paid out" if is_paid else "released"


def _by(rows, field, name):
    counted = rows.order_by(field).values_list(field).annotate(times=Count("pk"))
    return {name.format(value): number for value, number in counted}


def _refunds(key):
    return Refund.objects.filter(request_key__startswith=key).count()


def _cents(reason):
    sums = Refund.objects.filter(reason=reason).aggregate(goods=Sum("goods_cents"), shipping=Sum("shipping_cents"))
    return sum(cents or 0 for cents in sums.values())


def table(counted):
    """The figures by subject, for a person."""
    lines = []
    for subject, rows in groupby(counted.items(), key=lambda row: row[0].partition(": ")[0]):
        lines.append(subject)
        lines += [f"  {name.partition(': ')[2]:<40}{number:>10,}" for name, number in rows]
    return "\n".join(lines)
