"""Payments that a buyer's bank takes back: noticed, answered, won or lost. What went before is not cut."""

from commerce.settlement import chargebacks, due
from commerce.settlement.models import Dispute
from tests.commerce.settlement.orders import order_of, paid, parts
from tests.commerce.settlement.reserves import funded_reserve
from tests.scenarios.lives import scenario
from tests.scenarios.refund_scenarios import sold, sold_and_paid_out

PAPER = b"%PDF-1.4 " + b"preuve " * 400


def opened(run, part, **asked):
    """The buyer's bank disputes the payment of this vendor order. Returns Mangopay's id."""
    wanted = {"reason": "PRODUCT_NOT_PROVIDED", **asked}
    return run.mangopay.control("POST", f"payins/{part.order.pay_in.resource_id}/dispute", **wanted)["Id"]


def noticed(run, part, **asked):
    """The same, and a hook told of it, uncut. Returns the Dispute."""
    chargebacks.look_at_resource(opened(run, part, **asked), now=run.now)
    return Dispute.objects.get()


def decided(run, dispute_id, result):
    """The bank decides, and a hook tells of it."""
    run.mangopay.control("POST", f"disputes/{dispute_id}", result=result)
    run.worker(lambda: chargebacks.look_at_resource(dispute_id, now=run.now))


@scenario
def a_dispute_that_is_lost_before_release(run):
    part = sold(run, run.vendor())
    dispute_id = opened(run, part)
    run.worker(lambda: chargebacks.look_at_resource(dispute_id, now=run.now))
    decided(run, dispute_id, "LOST")
    run.settle()


@scenario
def a_dispute_that_is_lost_after_payout(run):
    vendor = run.vendor()
    funded_reserve(run.mangopay, 10_000)
    dispute = noticed(run, sold_and_paid_out(run, vendor), amount=2000)
    run.mangopay.control("POST", f"disputes/{dispute.resource_id}", result="LOST")
    chargebacks.look_again(dispute, now=run.now)
    run.settle()


@scenario
def a_dispute_that_is_contested_and_won(run):
    dispute = noticed(run, sold(run, run.vendor()))
    run.person(lambda: chargebacks.contest(dispute, [("INVOICE", [PAPER, PAPER])], now=run.now))
    assert Dispute.objects.get().file_sent_at
    run.mangopay.quiet()
    decided(run, dispute.resource_id, "WON")


@scenario
def a_dispute_that_is_given_up(run):
    dispute = noticed(run, parts(paid(run.mangopay, order_of(run.vendor())))[0])
    run.person(lambda: chargebacks.give_up(dispute, now=run.now))
    due.settle(now=run.now)
