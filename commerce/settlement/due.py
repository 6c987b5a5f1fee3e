"""Everything that is due at a moment: conclude, expire, release, pay out, repair. What the scheduler runs."""

import logging
from dataclasses import dataclass, field

from commerce.communication import mails
from commerce.mangopay.exceptions import MangopayError
from commerce.order import lifecycle
from commerce.settlement import accounts, incidents, payins, payouts, refunds
from commerce.settlement.models import Payout, Refund
from commerce.settlement.operations import RETRY_DELAY
from commerce.settlement.reasons import obstacles
from commerce.settlement.release import candidates, release

logger = logging.getLogger(__name__)


@dataclass
class Summary:
    """How many of each were handled, and what went wrong, by subject."""

    handled: dict = field(default_factory=dict)
    troubles: dict = field(default_factory=dict)

    def each(self, step, rows, act, now):
        """Handle every row by itself: one in trouble is recorded as an incident and stops nobody else."""
        for row in rows:
            subject = f"{step}:{row}"
            try:
                act(row)
            except MangopayError as error:
                self._trouble(subject, error, now)
            except Exception as error:
                logger.exception("%s", subject)
                self._trouble(subject, error, now)
            else:
                self.handled[step] = self.handled.get(step, 0) + 1
                incidents.solve(subject, now=now)

    def _trouble(self, subject, error, now):
        self.troubles[subject] = f"{type(error).__name__}: {error}"
        incidents.note(subject, self.troubles[subject], now=now)

    def __str__(self):
        lines = [f"{step}: {count}" for step, count in self.handled.items()]
        lines += [f"{subject}: {message}" for subject, message in self.troubles.items()]
        return "\n".join(lines) or "Nothing is due."


def settle(*, now):
    """Do all that is due at `now` (aware). Safe to repeat. Returns a Summary."""
    summary = Summary()
    summary.each("expired", payins.never_started(now), lambda order: lifecycle.cancel_unpaid(order, now=now), now)
    summary.each("concluded", payins.unpaid_since(now), lambda pay_in: payins.conclude(pay_in, now=now), now)
    summary.each("refunded", _refunds_due(now), lambda refund: refunds.give_back(refund, now=now), now)
    if received := lifecycle.presume_receipts(now=now):
        summary.handled["presumed received"] = received
    summary.each("released", _releases_due(now), lambda part: release(part.pk, now=now), now)
    summary.each("looked at", _payouts_due(now), lambda payout: payouts.follow(payout, now=now), now)
    summary.each("paid out", payouts.vendors_to_pay(), lambda vendor: payouts.pay_out(vendor.pk, now=now), now)
    summary.each("mailed", mails.overdue(now), lambda mail: mails.deliver(mail, now=now), now)
    return summary


def check_nightly(*, now):
    """`settle`, and what is asked of Mangopay once a day: lost hooks about accounts and returned payouts."""
    summary = settle(now=now)
    summary.each("refreshed", accounts.incomplete(), accounts.refresh_account, now)
    summary.each("returns", ["all"], lambda _: payouts.look_for_returns(now=now), now)
    return summary


def _refunds_due(now):
    failed = Refund.objects.filter(state=Refund.State.FAILED, concluded_at__lte=now - RETRY_DELAY)
    return (Refund.objects.to_look_at(now) | failed).select_related("pay_in__order")


def _releases_due(now):
    """Shares that may move, those whose movement is to be repaired or looked at, and failed ones to try again."""
    for part in candidates():
        intent = getattr(part, "release", None)
        if not obstacles(part, now=now) if intent is None else intent.wants_attention(now):
            yield part


def _payouts_due(now):
    return Payout.objects.to_look_at(now).select_related("vendor")
