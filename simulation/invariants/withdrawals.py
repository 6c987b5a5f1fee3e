"""Buyers who change their mind: what they get, until when, and what of the share waits meanwhile."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

from django.utils.timezone import localdate

from commerce.money import to_cents
from commerce.settlement.models import Dispute, Hold, Refund, Release
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import State
from simulation.invariants.calendar import last_day
from simulation.invariants.rule import nearest

OVER = (State.REFUNDED, State.CLOSED)
#: Days: to send back and to refund, for a vendor to answer, for a parcel to arrive, to contest, between both.
LAW, ANSWER, TRANSIT, APPEAL, NOTICE, FORGOTTEN = 14, 7, 14, 14, 2, 7


def what_is_given_up_goes_back_to_the_cent(now):
    """Each withdrawal that ended paid the price of its pieces, less what was kept and not given up, and the delivery
    with the last of them; what went back before, by whatever door, counts once.
    """
    parts = {}
    for case in Withdrawal.objects.filter(state=State.REFUNDED).select_related("vendor_order").order_by("pk"):
        parts.setdefault(case.vendor_order, []).append(case)
    return all(_paid_back(part, cases) for part, cases in parts.items())


@dataclass
class _Past:
    """What a vendor order had given back before a decision."""

    goods: int = 0
    shipping: int = 0
    pieces: Counter = field(default_factory=Counter)
    lowered: list = field(default_factory=list)

    def add(self, decision):
        """Count a decision with what it did beside, for other payers."""
        for each in [decision, *decision.beside.all()]:
            self.goods, self.shipping = self.goods + each.goods_cents, self.shipping + each.shipping_cents
        for each in decision.lines.all():
            self.pieces[each.line_id] += each.quantity
        for each in decision.reductions.all():
            self.lowered.append(each)


def _paid_back(part, cases):
    first, later = {each.refund_id: each for each in cases}, {each.later_refund_id: each for each in cases}
    past, met = _Past(), set()
    decisions = Refund.objects.filter(vendor_order=part, decided_with=None).order_by("pk")
    for decision in decisions.prefetch_related("beside", "lines", "reductions"):
        goods = decision.goods_cents + sum(each.goods_cents for each in decision.beside.all())
        shipping = decision.shipping_cents + sum(each.shipping_cents for each in decision.beside.all())
        if case := first.get(decision.pk):
            if (goods, shipping) != _due(part, case, past):
                return False
        elif (case := later.get(decision.pk)) and goods != min(case.given_up_cents, part.goods_cents - past.goods):
            return False
        met.add(decision.pk)
        past.add(decision)
    return met >= {pk for pk in [*first, *later] if pk}


def _due(part, case, past):
    """(goods, shipping) in cents that this withdrawal pays, what went back before being known."""
    pieces = past.pieces.copy()
    goods = 0
    for each in case.lines.select_related("line"):
        quantity = min(each.quantity, each.line.quantity - past.pieces[each.line_id])
        goods += _price(each.line, past, quantity)
        pieces[each.line_id] += max(0, quantity)
    goods = min(goods, part.goods_cents - part.spent_cents - past.goods)
    is_last = all(pieces[line.pk] >= line.quantity for line in part.lines.all())
    return goods - (case.reduction_cents if case.reduced_at else 0), _delivery(part, past) if is_last else 0


def _price(line, past, quantity):
    if quantity <= 0:
        return 0
    before = past.pieces[line.pk]
    price = _share(to_cents(line.line_price_incl_tax), before, quantity, line.quantity)
    for each in past.lowered:
        if each.line_id == line.pk:  # Borne by the pieces that it was about, each its part.
            first = max(before, each.after)
            last = min(before + quantity, each.after + each.quantity)
            price -= _share(each.amount_cents, first - each.after, max(0, last - first), each.quantity)
    return max(0, price)


def _share(cents, before, quantity, whole):
    return nearest(Fraction(cents * (before + quantity), whole)) - nearest(Fraction(cents * before, whole))


def _delivery(part, past):
    """What the cheapest way would have cost, or all of it where nothing was delivered, once."""
    was_delivered = part.parcels.exists() or part.received_at
    standard = part.standard_shipping_cents
    whole = part.shipping_cents
    owed = whole if standard is None or not was_delivered else min(whole, standard)
    return max(0, owed - past.shipping)


def open_withdrawals_hold_their_shares(now):
    """No share moved while something of it was on its way back, and nothing is held afterwards for what is over."""
    holds = Hold.objects.filter(lifted_at=None, reason=Hold.Reason.WITHDRAWAL)
    held = set(holds.values_list("vendor_order", flat=True))
    to_come_back = Withdrawal.objects.exclude(return_by=None).select_related("vendor_order__release")
    to_hold = {case.vendor_order_id for case in to_come_back if case.state not in OVER and not _has_moved(case)}
    may_hold = {case.vendor_order_id for case in to_come_back if case.state not in OVER}
    return to_hold <= held <= may_hold and not any(_moved_meanwhile(case) for case in to_come_back)


def _release(case):
    return getattr(case.vendor_order, "release", None)


def _has_moved(case):
    release = _release(case)
    return release is not None and release.state == Release.State.SUCCEEDED


def _moved_meanwhile(case):
    """Whether the share left after the declaration, asked for after it, and before the end."""
    release = _release(case)
    if release is None or release.state != Release.State.SUCCEEDED or release.attempted_at is None:
        return False
    is_over = case.concluded_at is not None and case.concluded_at <= release.attempted_at
    return case.declared_at < release.attempted_at and not is_over


def withdrawals_end_on_their_day(now):
    """Whoever says nothing until the last day has said yes; what people have to decide rings two days before."""
    today = localdate(now)
    open_cases = Withdrawal.objects.exclude(state__in=OVER).select_related("vendor_order__order__pay_in")
    return all(_is_in_time(case, today) or _is_at_the_bank(case.vendor_order) for case in open_cases)


def _is_in_time(case, today):
    clocks = {
        State.DISPATCHED: (case.dispatched_at, TRANSIT),
        State.RETURNED: (case.returned_at, ANSWER),
        State.REDUCED: (case.reduced_at, APPEAL),
    }
    if case.state in clocks:
        began, days = clocks[case.state]
        if last_day(localdate(began), days) < today:
            return False
    if case.state == State.DECLARED and case.return_by - timedelta(days=3) <= today and not case.reminded_at:
        return False
    is_decided = case.refund_id is not None and case.state != State.APPEALED
    return is_decided or case.alarmed_at is not None or _rings_on(case) > today


def _rings_on(case):
    by_law = _by_law(case)
    return (by_law or case.return_by + timedelta(days=FORGOTTEN)) - timedelta(days=NOTICE)


def _by_law(case):
    """The last day of art. L221-24: 14 days after the declaration, or the day of proof if that is later."""
    proofs = [moment for moment in (case.dispatched_at, case.returned_at) if moment]
    if not proofs:
        return None
    return max(localdate(case.declared_at) + timedelta(days=LAW), localdate(min(proofs)))


def _is_at_the_bank(part):
    """While a bank disputes the payment nothing may go back."""
    return Dispute.objects.filter(pay_in__order=part.order_id, settled_at=None).exists()


def no_refund_is_late_unheard(now):
    """A refund that was decided after the law's day was told to the operator before that day, and only then rings."""
    cases = Withdrawal.objects.filter(refund__isnull=False).exclude(return_by=None).select_related("refund")
    return all(_was_in_time(case) or localdate(case.alarmed_at or now) <= _by_law(case) for case in cases)


def _was_in_time(case):
    by_law = _by_law(case)
    return by_law is None or localdate(case.refund.decided_at) <= by_law
