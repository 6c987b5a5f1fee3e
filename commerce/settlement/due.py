"""Everything that is due at a moment: conclude, expire, release, pay out, repair. What the scheduler runs."""

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from django.db.models import Q
from django.utils.timezone import localtime

from commerce.communication import delivery
from commerce.gift_cards import letters
from commerce.mangopay import governor
from commerce.mangopay.exceptions import MangopayError, Rationed
from commerce.order import lifecycle
from commerce.plans import bills, choices
from commerce.settlement import (
    accounts,
    card_payments,
    cards,
    chargebacks,
    fees_bill,
    gift_cards,
    incidents,
    payins,
    payouts,
    refunds,
    refunds_elsewhere,
    reserve,
    subscriptions,
)
from commerce.settlement.calendar import latest_due
from commerce.settlement.models import Payout
from commerce.settlement.reasons import obstacles
from commerce.settlement.release import candidates, may_move, release

logger = logging.getLogger(__name__)


#: When the steps of other packages run.
EACH_RUN, EACH_NIGHT = "each run", "each night"
_steps = {EACH_RUN: [], EACH_NIGHT: []}


def join(when, step, rows, act):
    """Have `act(row, now=…)` done for every row of `rows(now)`, each run or each night.

    Packages above this one call it when they are ready: settlement doesn't know them.
    """
    _steps[when].append((step, rows, act))


@dataclass
class Summary:
    """How many of each were handled, what went wrong, by subject, and what waits for calls, by step.

    `postponed` maps a step to the unix second from which on Mangopay's windows have room for it again.
    """

    handled: dict = field(default_factory=dict)
    troubles: dict = field(default_factory=dict)
    postponed: dict = field(default_factory=dict)

    def each(self, step, rows, act, now):
        """Handle every row by itself: one in trouble is recorded as an incident and stops nobody else.

        Where calls to Mangopay are kept for buyers the step ends, without any incident: the next run goes on.
        """
        in_trouble = incidents.open_subjects(f"{step}:")
        for row in rows:
            subject = f"{step}:{row}"
            try:
                act(row)
            except Rationed as pause:
                self.postponed[step] = pause.until
                return
            except MangopayError as error:
                self._trouble(subject, error, now)
            except Exception as error:
                logger.exception("%s", subject)
                self._trouble(subject, error, now)
            else:
                self.handled[step] = self.handled.get(step, 0) + 1
        for subject in in_trouble - self.troubles.keys():  # Got through, or another step did it and nothing is due.
            incidents.solve(subject, now=now)

    def joined(self, when, now):
        """Take the steps that other packages joined, in the order of their joining."""
        for step, rows, act in _steps[when]:
            self.each(step, rows(now), partial(act, now=now), now)

    def _trouble(self, subject, error, now):
        self.troubles[subject] = f"{type(error).__name__}: {error}"
        incidents.note(subject, self.troubles[subject], now=now)

    def __str__(self):
        lines = [f"{step}: {count}" for step, count in self.handled.items()]
        lines += [f"{subject}: {message}" for subject, message in self.troubles.items()]
        lines += [f"{step}: postponed until {_clock(until)}" for step, until in self.postponed.items()]
        return "\n".join(lines) or "Nothing is due."


def _clock(unix_seconds):
    return f"{localtime(datetime.fromtimestamp(unix_seconds, tz=UTC)):%H:%M}"


@governor.background()
def settle(*, now):
    """Do all that is due at `now` (aware). Safe to repeat. Returns a Summary."""
    summary = Summary()
    summary.each("switched plan", choices.to_settle(now), lambda choice: choices.settle(choice, now=now), now)
    summary.each("billed", bills.vendors_to_bill(now), lambda vendor: bills.bill_vendor(vendor, now=now), now)
    summary.each("owed", subscriptions.to_owe(), lambda bill: subscriptions.owe(bill, now=now), now)
    summary.each("card payments", card_payments.to_look_at(now), lambda each: card_payments.follow(each, now=now), now)
    summary.each("collected", subscriptions.to_collect(now), lambda bill: subscriptions.collect(bill, now=now), now)
    summary.each("cards forgotten", cards.forgotten(now), lambda card: cards.remove(card, now=now), now)
    summary.each("cards ended", cards.to_end(), lambda card: cards.end(card, now=now), now)
    summary.each("expired", payins.never_started(now), lambda order: lifecycle.cancel_unpaid(order, now=now), now)
    summary.each("concluded", payins.unpaid_since(now), lambda pay_in: payins.conclude(pay_in, now=now), now)
    summary.each("disputed", chargebacks.to_look_at(now), lambda each: chargebacks.look_again(each, now=now), now)
    if received := lifecycle.presume_receipts(now=now):
        summary.handled["presumed received"] = received
    awaited = ["fees"] if fees_bill.is_awaited(now=now) else []
    summary.each("fees billed", awaited, lambda _: fees_bill.notice(now=now), now)
    summary.each("released", _releases_due(now), lambda part: release(part.pk, now=now), now)
    summary.each("gift cards", gift_cards.due(now), lambda each: gift_cards.release(each.pk, now=now), now)
    summary.each("funded", reserve.fundings_to_look_at(now), lambda each: reserve.follow_funding(each, now=now), now)
    summary.each("refunded", refunds.to_carry_on(now), lambda refund: refunds.carry_on(refund, now=now), now)
    summary.each("reserve", reserve.to_pay(now), lambda transfer: reserve.pay(transfer, now=now), now)
    summary.each("looked at", _payouts_due(now), lambda payout: payouts.follow(payout, now=now), now)
    summary.each("paid out", payouts.vendors_to_pay(), lambda vendor: payouts.pay_out(vendor.pk, now=now), now)
    summary.each("gift cards sent", letters.due(now), lambda card: letters.deliver(card, now=now), now)
    summary.joined(EACH_RUN, now)
    if handed_over := delivery.deliver_overdue(now=now):
        summary.handled["mailed"] = handed_over
    return summary


@governor.background()
def check_nightly(*, now):
    """`settle`, and what is asked of Mangopay once a day: lost hooks about accounts, returns, and the monthly bill."""
    summary = settle(now=now)
    summary.each("refreshed", accounts.incomplete(), accounts.refresh_account, now)
    summary.each("returns", ["all"], lambda _: payouts.look_for_returns(now=now), now)
    summary.each("disputes", ["all"], lambda _: chargebacks.look_for_lost_hooks(now=now), now)
    summary.each("elsewhere", ["all"], lambda _: refunds_elsewhere.look_for_lost_hooks(now=now), now)
    summary.each("warned", chargebacks.near_deadline(now), lambda each: chargebacks.warn(each, now=now), now)
    summary.each("fees billed", ["fees"], lambda _: fees_bill.notice(now=now), now)
    summary.joined(EACH_NIGHT, now)
    return summary


def _releases_due(now):
    """Shares that may move, those whose movement is to be repaired or looked at, and failed ones to try again."""
    received, confirmed = latest_due(now)
    may_be = Q(release__isnull=False) | Q(received_at__lte=received) | Q(confirmed_at__lte=confirmed)
    for part in candidates().filter(may_be):
        if may_move(getattr(part, "release", None), partial(obstacles, part, now=now), now):
            yield part


def _payouts_due(now):
    return Payout.objects.to_look_at(now).select_related("vendor")
