"""A life in a few seconds: every movement that the invariants judge happens once, on days that are told, not lived."""

from contextlib import contextmanager, suppress
from datetime import timedelta

from django.conf import settings

from commerce.ledger.book import Overdrawn
from commerce.mangopay.gateway import gateway
from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.settlement import chargebacks, due, payins, payouts, refund_decision
from commerce.settlement.models import Payout, Refund
from commerce.settlement.refund_request import RefundRefused, Wanted
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.coupons import coupon, placed_with
from tests.commerce.settlement.orders import DUE, ready_vendor, started
from tests.commerce.settlement.reserves import funded_reserve
from tests.factories import ProductFactory
from tests.local_mangopay import wait_until

#: Prices whose commission of 12 % lies on the upper side of half a cent.
PRICE, PRICE_OF_A_REFUNDED_ONE = "40.63", "60.48"
WEDNESDAY = MONDAY + timedelta(days=2)
DAY_AFTER, LONG_AFTER = DUE + timedelta(days=1), DUE + timedelta(days=40)
#: When it ends.
END = LONG_AFTER + timedelta(days=1)


class SmallLife:
    """Two vendors, a reserve, a handful of orders."""

    def __init__(self, mangopay):
        self.mangopay = mangopay

    def live(self):
        """Everything below, in its order."""
        funded_reserve(self.mangopay, 50_000)
        self.modest, self.busy = ready_vendor(self.mangopay), ready_vendor(self.mangopay)
        self.nobody_pays()
        self.somebody_pays_too_late()
        both = self._sold(self._with_a_coupon())
        before, disputed = self._sold(self._order(self.modest)), self._sold(self._order(self.busy))
        self.refund(before, Wanted(goods_cents=1001, shipping_cents=1), WEDNESDAY)
        self.refund(before, Wanted(goods_cents=2002), WEDNESDAY)
        self._open_dispute(disputed)
        self.night(DUE)
        self.refund(both, Wanted(everything=True), DAY_AFTER, vendor=self.busy)
        self.refund(both, Wanted(everything=True), DAY_AFTER, vendor=self.busy)
        self.night(DAY_AFTER)
        self._sold(self._order(self.busy, price="99.99"), on=DAY_AFTER)
        self._decide_dispute("WON")
        self.night(LONG_AFTER)
        self.mangopay.control("POST", "fees/bill", client_id=settings.MANGOPAY["CLIENT_ID"])
        due.check_nightly(now=END)  # The months' invoices too.

    def _order(self, *vendors, price=PRICE):
        return placed(*(ProductFactory(vendor=vendor, price=price) for vendor in vendors))

    def _with_a_coupon(self):
        """An order at both vendors, of which the operator pays so much that its commission doesn't suffice."""
        goods = [ProductFactory(vendor=vendor, price=PRICE_OF_A_REFUNDED_ONE) for vendor in (self.modest, self.busy)]
        return placed_with([coupon("Percentage", 30)], *goods)

    def _sold(self, order, on=MONDAY):
        """Paid, sent and received two days later."""
        self.mangopay.pay(started(order, on).redirect_url)
        payins.conclude_order(order, now=on)
        for part in VendorOrder.objects.filter(order=order):
            lifecycle.ship(part, now=on + timedelta(hours=2))
            lifecycle.receive(part, basis=VendorOrder.Receipt.BUYER, now=on + timedelta(days=2))
        return order

    def nobody_pays(self):
        """An order is placed, its page opened and left."""
        started(self._order(self.modest))
        due.settle(now=MONDAY + timedelta(hours=7))

    def somebody_pays_too_late(self):
        """The page of an order that was given up is paid all the same."""
        late = started(self._order(self.modest))
        due.settle(now=MONDAY + timedelta(minutes=31))
        self.mangopay.pay(late.redirect_url)
        due.settle(now=MONDAY + timedelta(hours=7))

    def refund(self, order, wanted, now, vendor=None):
        """A vendor gives something back, unless it may not."""
        parts = VendorOrder.objects.filter(order=order)
        part = parts.get(vendor=vendor) if vendor else parts.get()
        with suppress(RefundRefused):
            refund_decision.decide(part, wanted, reason=Refund.Reason.GESTURE, door=Refund.Door.VENDOR, now=now)

    def _open_dispute(self, order):
        pay_in = order.pay_in
        self.dispute = self.mangopay.control("POST", f"payins/{pay_in.resource_id}/dispute", reason="FRAUD")
        chargebacks.look_at_resource(self.dispute["Id"], now=WEDNESDAY)

    def _decide_dispute(self, result):
        self.mangopay.control("POST", f"disputes/{self.dispute['Id']}", result=result)
        chargebacks.look_at_resource(self.dispute["Id"], now=DAY_AFTER)

    def night(self, now):
        """Settlement, and the banks, which take what is sent to them."""
        due.settle(now=now)
        for payout in Payout.objects.filter(state=Payout.State.CREATED):
            wait_until(lambda sent=payout: gateway().look("payouts", sent.resource_id).has_succeeded)
            payouts.follow(payout, now=now)


@contextmanager
def whatever_breaks():
    """A mutation may also trip over what the database or the book refuses: it is judged by what is left."""
    with suppress(Overdrawn, ValueError, AssertionError):
        yield
