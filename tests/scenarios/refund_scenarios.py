"""Money that goes back, the reserve that advances it, and who owes it: what went before each refund is not cut."""

from datetime import timedelta

from commerce.mangopay.gateway import gateway
from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.settlement import due, refund_decision, refunds, release, reserve
from commerce.settlement.models import Payout, Refund, ReserveFunding, ReserveTransfer
from commerce.settlement.refund_request import Wanted
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, received
from tests.commerce.settlement.reserves import OPERATOR, funded_reserve
from tests.scenarios.lives import scenario

Reason, Door, Bearer = Refund.Reason, Refund.Door, Refund.Bearer


def sold(run, vendor):
    """A vendor order that was paid and received, uncut, on the day on which its share is due."""
    part = received(parts(paid(run.mangopay, order_of(vendor)))[0])
    run.at(DUE)
    return part


def settled(run):
    """The scheduler came by, uncut."""
    run.mangopay.quiet()
    due.settle(now=run.now)


def sold_and_paid_out(run, vendor):
    """A vendor order whose share is at its vendor's bank, uncut."""
    part = sold(run, vendor)
    for _ in range(2):
        settled(run)
        run.later(hours=7)
    assert Payout.objects.get().state == Payout.State.SUCCEEDED
    return part


def gives_back(run, part, wanted, **more):
    """Somebody decides a refund; the process that carries it on may die, and nobody repeats it."""
    asked = {"reason": Reason.GESTURE, "door": Door.OPERATOR, **more}
    refund = refund_decision.decide(VendorOrder.objects.get(pk=part.pk), wanted, now=run.now, **asked)
    run.worker(lambda: refunds.carry_on(refund, now=run.now))
    return refund


@scenario
def a_cancellation_before_dispatch(run):
    part = parts(paid(run.mangopay, order_of(run.vendor())))[0]
    gives_back(run, part, Wanted(everything=True), reason=Reason.CANCELLED, door=Door.BUYER)
    run.settle()


@scenario
def a_partial_refund_before_release(run):
    part = sold(run, run.vendor())
    gives_back(run, part, Wanted(goods_cents=1000))
    run.settle()


@scenario
def the_same_amount_twice_within_a_day(run):
    part = parts(paid(run.mangopay, order_of(run.vendor())))[0]
    first = refund_decision.decide(part, Wanted(goods_cents=700), reason=Reason.GESTURE, door=Door.VENDOR, now=run.now)
    refunds.carry_on(first, now=run.now)
    gives_back(run, part, Wanted(goods_cents=700))
    run.later(hours=24, minutes=1)
    run.settle()


@scenario
def a_refund_made_elsewhere(run):
    pay_in = paid(run.mangopay, order_of(run.vendor())).pay_in
    made = gateway().refund_payin(
        pay_in.resource_id, author_id=pay_in.payer_id, amount_cents=1500, key="a" * 20, tag="à la main"
    )
    run.worker(lambda: refunds.look_at_resource(made.id, now=run.now))


@scenario
def a_line_refunded_after_release(run):
    part = sold(run, run.vendor())
    release.release(part.pk, now=run.now)
    gives_back(run, part, Wanted(lines={part.lines.get().pk: 1}), reason=Reason.RETURN)
    run.settle()


@scenario
def a_refund_after_payout_that_the_next_sale_repays(run):
    vendor = run.vendor()
    funded_reserve(run.mangopay, 10_000)
    part = sold_and_paid_out(run, vendor)
    gives_back(run, part, Wanted(everything=True), reason=Reason.WITHDRAWAL)
    settled(run)
    next_part = parts(paid(run.mangopay, order_of(vendor, price="100.00"), now=run.now))[0]
    lifecycle.ship(next_part, now=run.now)
    lifecycle.receive(next_part, basis=VendorOrder.Receipt.BUYER, now=run.now)
    run.later(days=20)
    run.settle()


@scenario
def a_refund_after_the_fees_were_billed(run):
    vendor = run.vendor()
    funded_reserve(run.mangopay, 10_000)
    part = sold(run, vendor)
    release.release(part.pk, now=run.now)
    run.mangopay.control("POST", "fees/bill", client_id=run.client_id)
    gives_back(run, part, Wanted(everything=True), reason=Reason.WITHDRAWAL)
    run.settle()


@scenario
def a_refund_after_payout_at_the_operators_expense(run):
    vendor = run.vendor()
    funded_reserve(run.mangopay, 10_000)
    part = sold_and_paid_out(run, vendor)
    gives_back(run, part, Wanted(goods_cents=1000), bearer=Bearer.OPERATOR)
    run.settle()


@scenario
def a_reduction_of_the_operators_that_exceeds_its_commission(run):
    vendor = run.vendor()
    funded_reserve(run.mangopay, 10_000)
    part = sold(run, vendor)
    VendorOrder.objects.filter(pk=part.pk).update(operator_goods_cents=2000)
    release.release(part.pk, now=run.now)
    run.worker(lambda: reserve.pay(ReserveTransfer.objects.get(), now=run.now))
    run.settle()


@scenario
def a_reserve_that_is_opened_and_filled_by_wire(run):
    user_id = run.person(lambda: reserve.open_operator(OPERATOR))
    run.mangopay.control("POST", f"users/{user_id}", category="PLATFORM", kyc_level="REGULAR")
    run.person(lambda: reserve.open_reserve(user_id))
    run.person(lambda: reserve.announce_funding(5000, now=run.now))
    funding = ReserveFunding.objects.get()
    assert funding.wire_reference
    assert funding.iban
    run.mangopay.control("POST", f"bankwires/{funding.resource_id}/settle")
    run.worker(lambda: reserve.look_at_funding(funding.resource_id, now=run.now))


@scenario
def a_wire_whose_announcement_nobody_repeats(run):
    funded_reserve(run.mangopay)
    run.worker(lambda: reserve.announce_funding(5000, now=run.now))
    settled(run)
    funding = ReserveFunding.objects.get()
    assert funding.wire_reference
    run.mangopay.control("POST", f"bankwires/{funding.resource_id}/settle")
    run.at(MONDAY + timedelta(days=1))
    run.settle()
