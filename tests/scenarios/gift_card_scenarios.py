"""Gift cards, from their purchase to what goes back to them: what went before each step is not cut."""

from commerce.settlement import due, payins, refund_decision, refunds
from commerce.settlement.models import GiftCardRelease, Refund
from commerce.settlement.refund_request import Wanted
from tests.commerce.gift_cards.cards import bought_card, card_of, ordered_card, paid_with, placed_with
from tests.commerce.settlement.orders import DUE, parts, received, started
from tests.commerce.settlement.reserves import funded_reserve
from tests.scenarios.lives import scenario

WHOLE = Wanted(everything=True)


def spent(run, vendor, cents=2_500):
    """A vendor order that a card paid beside a bank card, received, uncut, on the day on which its share is due."""
    card = bought_card(run.mangopay, vendor, cents)
    part = received(parts(paid_with(run.mangopay, card))[0])
    run.at(DUE)
    return part


def gives_back(run, part):
    """A whole refund; the process that carries it on may die, and nobody repeats it."""
    decision = {"reason": Refund.Reason.GESTURE, "door": Refund.Door.VENDOR}
    refund = refund_decision.decide(part, WHOLE, now=run.now, **decision)
    for each in [refund, *refund.beside.all()]:
        run.worker(lambda one=each: refunds.carry_on(one, now=run.now))


@scenario
def a_gift_card_is_bought(run):
    order = ordered_card(run.vendor())
    run.mangopay.pay(started(order, run.now).redirect_url)
    run.worker(lambda: payins.conclude_order(order, now=run.now))
    assert card_of(order).value_cents == 5_000


@scenario
def a_gift_card_pays_beside_a_bank_card(run):
    order = placed_with(bought_card(run.mangopay, run.vendor(), 2_500))
    run.mangopay.pay(started(order, run.now).redirect_url)
    run.worker(lambda: payins.conclude_order(order, now=run.now))


@scenario
def what_a_gift_card_paid_is_released(run):
    spent(run, run.vendor(), cents=9_000)  # Whole: two shares that are put off apart are rightly paid out apart.
    run.settle()


@scenario
def what_a_gift_card_paid_goes_back_before_its_release(run):
    part = spent(run, run.vendor())
    gives_back(run, part)
    run.settle()


@scenario
def what_a_gift_card_paid_goes_back_after_the_payout(run):
    funded_reserve(run.mangopay, 10_000)
    part = spent(run, run.vendor())
    for _ in range(2):
        run.mangopay.quiet()
        due.settle(now=run.now)
        run.later(hours=7)
    assert GiftCardRelease.objects.get().state == GiftCardRelease.State.SUCCEEDED
    gives_back(run, part)
    run.settle()
