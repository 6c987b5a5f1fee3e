"""The days of a marketplace: what buyers, vendors and the clock do, in the order in which they do it."""

from collections import Counter
from contextlib import suppress
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from commerce.order import lifecycle
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.settlement import due, payins
from demo.time_travel import Moment
from simulation.banks import Banks
from simulation.carriers import Carriers
from simulation.cluster import run_tasks
from simulation.gifts import Gifts
from simulation.mangopay import act_at_the_till
from simulation.people import order_something
from simulation.quarrels import Quarrels
from simulation.regrets import Regrets
from simulation.returns import Returns
from simulation.team import LAST_WIRE_CENTS, Team
from simulation.workshops import Workshops

PARIS = ZoneInfo("Europe/Paris")
#: Rounds of settlement without faults at the end: what was left in doubt is looked up and finished.
CLOSING_ROUNDS = 4

#: How often a buyer fills a basket anew whose goods are gone.
CHOICES_MAX = 8
#: What a buyer does on the payment page, with its weight.
AT_THE_TILL = {"pay": 86, "be_refused": 5, "cancel": 4, "walk_away": 5}


class Days:
    """One life of a marketplace. `mangopay` is the local Mangopay's control, `random` decides."""

    def __init__(self, *, mangopay, site_url, random, faults):
        self.mangopay, self.site_url, self.random, self.faults = mangopay, site_url, random, faults
        self.regrets, self.banks, self.team = Regrets(random), Banks(mangopay, random), Team(random)
        self.gifts, self.workshops, self.carriers = Gifts(random), Workshops(random), Carriers(random)
        self.returns, self.quarrels = Returns(random), Quarrels(random)
        self.failed_tasks = 0

    def live(self, first_day, days, orders, *, tell=lambda _day, _orders: None):
        """Live `days` days with `orders` orders spread over them. Returns the moment at which life stops.

        `tell` hears after each day of its date and of the number of orders so far.
        """
        calendar = sorted(self.random.randrange(days) for _ in range(orders))
        for offset in range(days):
            day = first_day + timedelta(days=offset)
            self.live_one(day, calendar.count(offset))
            tell(day, sum(number <= offset for number in calendar))
        return self.close(first_day + timedelta(days=days))

    def live_one(self, day, orders):
        """A day: orders and payments, work in the workshops, settlement at night."""
        self.mangopay.inject(self.faults)
        for _number in range(orders):
            with self.at(day, hour=self.random.randint(8, 20)) as now:
                self.buy(now)
        with self.at(day, hour=21) as now:
            self.workshops.live(now)
            self.carriers.live(now)
            self.suffer(orders, now)
        with self.at(day, hour=23) as now:
            self.settle(now)

    def suffer(self, orders, now):
        """What goes wrong between people, banks and workshops, and what they do about it."""
        self.regrets.have(orders, now)
        self.returns.live(orders, now)
        self.quarrels.live(orders, now)
        self.banks.live(orders, now)
        self.team.live(now)
        self.run_tasks()

    def met(self):
        """How often each unhappy event was met, by name."""
        people = (self.regrets, self.banks, self.team, self.gifts)
        people += (self.workshops, self.carriers, self.returns, self.quarrels)
        return dict(sorted(sum((each.met for each in people), Counter()).items()))

    def close(self, day):
        """The days after, without faults, the reserve filled: everything that was left in doubt ends right."""
        self.mangopay.inject(0)
        with self.at(day, hour=1) as now:
            self.banks.rest()
            self.team.register_accounts()
            self.team.wire(LAST_WIRE_CENTS, now)
            self.banks.bring_wires(share=1.0)
        for round_number in range(CLOSING_ROUNDS):
            with self.at(day + timedelta(days=round_number), hour=6) as now:
                self.settle(now)
        return now

    def at(self, day, hour):
        """The simulated time, for our process and for Mangopay's."""
        moment = datetime.combine(day, time(hour, self.random.randint(0, 59)), tzinfo=PARIS)
        self.mangopay.set_clock(moment)
        return Moment(moment)

    def buy(self, now):
        """Somebody orders, is sent to pay, does what people do there, and comes back or not."""
        if order := self.gifts.give(now) or self._order(now):
            try:
                pay_in = payins.start(order, return_url=self.site_url, now=now)
            except payins.PaymentUnavailable:
                lifecycle.cancel_unpaid(order, now=now)
                return
            if pay_in.amount_cents:  # A coupon or a gift card may have paid it all.
                act_at_the_till(self._habit(), pay_in.redirect_url)
            if self.random.random() < 0.7:
                payins.conclude_order(order, now=now)
            self.run_tasks()

    def _order(self, now):
        """The order of somebody who takes something else where the last piece is gone, or None where all is."""
        for _choice in range(CHOICES_MAX):
            with suppress(UnableToPlaceOrder):
                return order_something(self.random, now, gifts=self.gifts)
        return None

    def _habit(self):
        return self.random.choices(list(AT_THE_TILL), AT_THE_TILL.values())[0]

    def settle(self, now):
        """What the scheduler does at night, and the task cluster after it."""
        self.run_tasks()
        due.check_nightly(now=now)
        self.run_tasks()

    def run_tasks(self):
        """Run the queue; with faults, some tasks run twice as after a crash."""
        self.failed_tasks += run_tasks(self.random, repeated=self.faults)
