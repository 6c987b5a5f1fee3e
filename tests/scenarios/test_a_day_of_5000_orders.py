"""A day of 5,000 orders fits Mangopay's ration: a small day is lived and counted, a large one is laid out from it.

What an order costs is counted against a local Mangopay: of every ten, five have one vendor, three have two, two have
three; one is refused by the bank and one walks away, and the buyer of every third doesn't come back, so that the hook
has to conclude. The large day follows a shop's arrivals hour by hour, with an evening peak; shares and payouts of
earlier days fall due on it and are settled every quarter of an hour, as the governor lets them.
"""

from dataclasses import dataclass

import pytest

from commerce.mangopay.connection import recorded_calls
from commerce.mangopay.governor import MINUTES, Window, closed_until
from commerce.settlement import due, payins, payouts
from commerce.settlement.models import PayIn, Payout, Release
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, parts, ready_vendor, received, started
from tests.local_mangopay import CARD, CARD_REFUSED

pytestmark = pytest.mark.django_db

LIMITS = (2_300, 4_500, 8_800, 105_600)
ORDERS = 5_000
#: Vendors who are paid on one day: each gets one payout, whose end is looked at once.
VENDORS_PAID = 1_500
#: Vendors of ten orders, and what becomes of their payments.
VENDORS = (1, 2, 1, 3, 1, 2, 1, 3, 1, 2)
CARDS = (CARD, CARD, CARD, CARD, CARD_REFUSED, CARD, CARD, CARD, None, CARD)
#: Per cent of a day's orders that arrive in each hour: quiet nights, a lunch break, an evening peak.
ARRIVALS = (1, 0.5, 0.5, 0.5, 0.5, 1, 1.5, 3, 4, 5, 5.5, 6, 6.5, 6, 5, 5, 5, 5.5, 6.5, 8, 9.5, 8, 4.5, 1.5)
#: Calls that settlement makes in a minute when nothing holds it back: two workers, a tenth of a second each.
SETTLED_A_MINUTE = 1_200


@dataclass(frozen=True)
class Costs:
    """Calls by order that was placed (buyers wait for these), by share that moves, and by payout."""

    by_order: float
    by_share: float
    by_payout: float
    shares_by_order: float


@pytest.fixture
def costs(mangopay):
    """Ten orders from basket to bank."""
    vendors = [ready_vendor(mangopay) for _ in range(3)]
    with recorded_calls() as at_checkout:
        for number, (count, card) in enumerate(zip(VENDORS, CARDS, strict=True)):
            pay_in = started(order_of(*vendors[:count]))
            if card:
                mangopay.pay(pay_in.redirect_url, card)
            if number % 3:
                payins.conclude_order(pay_in.order, now=MONDAY)
            if card:
                payins.conclude_resource(pay_in.resource_id, now=MONDAY)  # The hook comes, needed or not.
        due.settle(now=MONDAY + payins.PAYMENT_DELAY)
    assert PayIn.objects.filter(state=PayIn.State.SUCCEEDED).count() == 8
    for order in (pay_in.order for pay_in in PayIn.objects.filter(state=PayIn.State.SUCCEEDED)):
        for part in parts(order):
            received(part)
    with recorded_calls() as settled:
        due.settle(now=DUE)
    mangopay.quiet()
    with recorded_calls() as looks:
        for payout in Payout.objects.all():
            payouts.look_at_resource(payout.resource_id, now=DUE)
    shares = Release.objects.filter(state=Release.State.SUCCEEDED).count()
    paid_out = Payout.objects.filter(state=Payout.State.SUCCEEDED).count()
    assert (shares, paid_out) == (sum(VENDORS) - 2, 3)
    return Costs(len(at_checkout) / 10, (len(settled) - paid_out) / shares, 1 + len(looks) / paid_out, shares / 10)


class Ration:
    """Mangopay's four windows, counted minute by minute as it does."""

    def __init__(self):
        self.made, self.resets_at, self.peaks = [0] * 4, [0.0] * 4, [0] * 4

    def windows(self):
        """What the headers of an answer say."""
        return [
            Window(minutes, made, limit - made, reset)
            for minutes, made, limit, reset in zip(MINUTES, self.made, LIMITS, self.resets_at, strict=True)
        ]

    def room(self, now, *, in_background):
        """Whether one more call is let through."""
        return closed_until(self.windows(), now, in_background=in_background) is None

    def count(self, now):
        """One call."""
        for index, minutes in enumerate(MINUTES):
            if now >= self.resets_at[index]:
                self.made[index], self.resets_at[index] = 0, now + minutes * 60
            self.made[index] += 1
            self.peaks[index] = max(self.peaks[index], self.made[index])


def live_large_day(costs):
    """5,000 orders on top of a day's shares and payouts. Returns the Ration, buyers turned away, what is left over."""
    ration, turned_away, buyers = Ration(), 0, 0.0
    backlog = ORDERS * costs.shares_by_order * costs.by_share + VENDORS_PAID * costs.by_payout
    settling = False
    for minute in range(24 * 60):
        now = minute * 60.0
        buyers += ORDERS * ARRIVALS[minute // 60] / 100 / 60 * costs.by_order
        while buyers >= 1:
            buyers -= 1
            turned_away += not ration.room(now, in_background=False)
            ration.count(now)
        settling = settling or minute % 15 == 0
        for _call in range(SETTLED_A_MINUTE if settling else 0):
            settling = backlog >= 1 and ration.room(now, in_background=True)
            if not settling:
                break
            ration.count(now)
            backlog -= 1
    return ration, turned_away, backlog


def test_a_day_of_5000_orders_fits_mangopays_ration_and_turns_no_buyer_away(costs, capsys):
    assert sum(ARRIVALS) == 100
    ration, turned_away, left_over = live_large_day(costs)
    with capsys.disabled():
        print(f"\n{costs}")  # noqa: T201
        for minutes, peak, limit in zip(MINUTES, ration.peaks, LIMITS, strict=True):
            print(f"{minutes:5} minutes: at most {peak:6} calls of {limit}")  # noqa: T201
    assert turned_away == 0
    assert left_over < 1
    assert all(peak <= limit for peak, limit in zip(ration.peaks, LIMITS, strict=True))


def test_buyers_alone_leave_half_of_the_busiest_windows_free(costs):
    busiest_hour = max(ARRIVALS) / 100 * ORDERS * costs.by_order
    assert busiest_hour < LIMITS[2] / 2
    assert busiest_hour / 2 * 1.25 < LIMITS[1] / 2  # Within the hour, a quarter above its mean.
    assert busiest_hour / 4 * 1.5 < LIMITS[0] / 2  # And half above it in a quarter of an hour.
