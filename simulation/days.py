"""The days of a marketplace: what buyers, vendors and the clock do, in the order in which they do it."""

from contextlib import suppress
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from commerce.order import lifecycle
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.settlement import due, payins
from demo.time_travel import Moment
from simulation.cluster import run_tasks
from simulation.mangopay import act_at_the_till
from simulation.people import order_something

PARIS = ZoneInfo("Europe/Paris")
#: Rounds of settlement without faults at the end: what was left in doubt is looked up and finished.
CLOSING_ROUNDS = 3

#: What a buyer does on the payment page, with its weight.
AT_THE_TILL = {"pay": 86, "be_refused": 5, "cancel": 4, "walk_away": 5}


class Days:
    """One life of a marketplace. `mangopay` is the local Mangopay's control, `random` decides."""

    def __init__(self, *, mangopay, site_url, random, faults):
        self.mangopay, self.site_url, self.random, self.faults = mangopay, site_url, random, faults
        self.failed_tasks = 0

    def live(self, first_day, days, orders):
        """Live `days` days with `orders` orders spread over them. Returns the moment at which life stops."""
        calendar = sorted(self.random.randrange(days) for _ in range(orders))
        for offset in range(days):
            self.live_one(first_day + timedelta(days=offset), calendar.count(offset))
        return self.close(first_day + timedelta(days=days))

    def live_one(self, day, orders):
        """A day: orders and payments, work in the workshops, settlement at night."""
        self.mangopay.inject(self.faults)
        for _number in range(orders):
            with self.at(day, hour=self.random.randint(8, 20)) as now:
                self.buy(now)
        with self.at(day, hour=21) as now:
            self.work(now)
        with self.at(day, hour=23) as now:
            self.settle(now)

    def close(self, day):
        """The days after, without faults: everything that was left in doubt ends right."""
        self.mangopay.inject(0)
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
        with suppress(UnableToPlaceOrder):
            order = order_something(self.random, now)
            try:
                pay_in = payins.start(order, return_url=self.site_url, now=now)
            except payins.PaymentUnavailable:
                lifecycle.cancel_unpaid(order, now=now)
                return
            act_at_the_till(self._habit(), pay_in.redirect_url)
            if self.random.random() < 0.7:
                payins.conclude_order(order, now=now)
            self.run_tasks()

    def _habit(self):
        return self.random.choices(list(AT_THE_TILL), AT_THE_TILL.values())[0]

    def work(self, now):
        """Vendors prepare, ship and hand over; some are slow, and nobody waits for them."""
        for part in VendorOrder.objects.filter(status=VendorOrderStatus.CONFIRMED):
            if self.random.random() < 0.6:
                self._hand_over(part, now)
        for part in VendorOrder.objects.filter(status=VendorOrderStatus.READY):
            if self.random.random() < 0.5:
                lifecycle.collect(part, code=part.collection_code, now=now)

    def _hand_over(self, part, now):
        if part.delivery_kind == "collect":
            lifecycle.make_ready(part, now=now)
        else:
            lifecycle.ship(part, tracking_number=f"SIM{part.pk}", now=now)

    def settle(self, now):
        """What the scheduler does at night, and the task cluster after it."""
        self.run_tasks()
        due.check_nightly(now=now)
        self.run_tasks()

    def run_tasks(self):
        """Run the queue; with faults, some tasks run twice as after a crash."""
        self.failed_tasks += run_tasks(self.random, repeated=self.faults)
