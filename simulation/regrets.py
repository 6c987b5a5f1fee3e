"""What is given back: buyers cancel, vendors refund, the team makes gestures, whatever state the money is in."""

from collections import Counter
from contextlib import suppress

from commerce.mangopay.exceptions import MangopayError
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus as Status
from commerce.settlement import refund_decision, refunds
from commerce.settlement.models import PayIn, Refund
from commerce.settlement.refund_request import RefundRefused, Wanted, left_of
from commerce.settlement.reserve import ReserveMissing

#: Of this share of the day's orders somebody, somewhere, gives something back.
SHARE_OF_ORDERS = 0.35
#: The latest vendor orders of a state, among which the next refund is chosen: some are met again and again.
LATEST = 60
#: How something is given back, with its weight.
MANNERS = {"whole": 4, "lines": 3, "amount": 3, "shipping": 2, "twice": 2, "gesture": 3, "crumbs": 2}
DONE = PayIn.State.SUCCEEDED
#: Where the money may be, and how such vendor orders are found.
STATES = {
    "before_dispatch": {"status": Status.CONFIRMED},
    "on_its_way": {"status__in": [Status.SHIPPED, Status.READY, Status.PARTLY_SHIPPED]},
    "received": {"status": Status.RECEIVED, "release": None},
    "released": {"release__state": DONE, "release__payout": None},
    "paid_out": {"release__payout__state": DONE},
}


class Regrets:
    """Refunds decided through every door. `met` counts them, by state of the money and by manner."""

    def __init__(self, random):
        self.random, self.met = random, Counter()

    def have(self, orders, now):
        """The refunds of a day with so many orders."""
        for _number in range(sum(self.random.random() < SHARE_OF_ORDERS for _order in range(orders))):
            self._have_one(now)

    def _have_one(self, now):
        state, part = self._choose()
        if part is None:
            return
        if state == "before_dispatch" and self.random.random() < 0.5:
            self._decide(part, Wanted(everything=True), state, "cancelled", now, door=Refund.Door.BUYER)
            return
        manner = self.random.choices(list(MANNERS), MANNERS.values())[0]
        for wanted in getattr(self, f"_{manner}")(part):
            self._decide(part, wanted, state, manner, now, **self._who(manner))

    def _choose(self):
        """A state of the money, and a vendor order that is in it."""
        paid = VendorOrder.objects.filter(order__pay_in__state=DONE).select_related("order").order_by("-pk")
        for state in self.random.sample(list(STATES), len(STATES)):
            if parts := list(paid.filter(**STATES[state])[:LATEST]):
                return state, self.random.choice(parts)
        return "", None

    def _who(self, manner):
        doors = [Refund.Door.OPERATOR] if manner == "gesture" else [Refund.Door.VENDOR, Refund.Door.OPERATOR]
        bearer = Refund.Bearer.OPERATOR if manner == "gesture" else Refund.Bearer.VENDOR
        return {"door": self.random.choice(doors), "bearer": bearer}

    def _decide(self, part, wanted, state, manner, now, *, door, bearer=Refund.Bearer.VENDOR):
        reason = Refund.Reason.CANCELLED if door == Refund.Door.BUYER else Refund.Reason.GESTURE
        try:
            refund = refund_decision.decide(part, wanted, reason=reason, door=door, bearer=bearer, now=now)
        except RefundRefused as refused:
            self.met[f"refused:{refused.refusal}"] += 1
            return
        self.met[f"refund:{state}"] += 1
        self.met[f"refund:{manner}"] += 1
        if self.random.random() < 0.6:  # Else the scheduler does.
            with suppress(MangopayError, ReserveMissing):
                refunds.carry_on(refund, now=now)

    def _whole(self, part):
        yield Wanted(everything=True)

    def _lines(self, part):
        line = self.random.choice(list(part.lines.all()))
        yield Wanted(lines={line.pk: self.random.randint(1, line.quantity)})

    def _amount(self, part):
        yield Wanted(goods_cents=self.random.randint(1, max(1, left_of(part).goods_cents)))

    def _gesture(self, part):
        yield from self._amount(part)

    def _shipping(self, part):
        yield Wanted(shipping_cents=left_of(part).shipping_cents)

    def _twice(self, part):
        """The same amount twice within a day: Mangopay makes the second one wait."""
        cents = self.random.randint(1, max(1, left_of(part).goods_cents // 2))
        yield Wanted(goods_cents=cents)
        yield Wanted(goods_cents=cents)

    def _crumbs(self, part):
        """Several small ones in a row."""
        for _number in range(self.random.randint(2, 4)):
            yield Wanted(goods_cents=self.random.randint(1, max(1, left_of(part).goods_cents // 10)))
