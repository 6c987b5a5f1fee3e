"""The same refund, asked for and carried out by several processes at once, happens once. Needs row locks."""

import pytest

from commerce.ledger import book
from commerce.ledger.models import Journal
from commerce.mangopay.exceptions import OutcomeUnknown
from commerce.order.models import VendorOrder
from commerce.settlement import journals, payouts, refund_decision, refunds, release
from commerce.settlement.models import Debt, Payout, Refund, ReserveTransfer
from commerce.settlement.reconciliation import reconcile
from commerce.settlement.refund_request import RefundRefused, Wanted
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received
from tests.commerce.settlement.reserves import funded_reserve
from tests.commerce.settlement.test_concurrency import at_once
from tests.commerce.settlement.test_refunds import LATER, paid_out

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def wanted_by_many(part, wanted, now, **more):
    """Several processes ask for the same refund; each answers whether it got one."""

    def ask():
        try:
            return refund_decision.decide(
                VendorOrder.objects.get(pk=part.pk),
                wanted,
                reason=Refund.Reason.GESTURE,
                door=Refund.Door.OPERATOR,
                now=now,
                **more,
            ).pk
        except RefundRefused:
            return None

    return at_once(ask)


def test_a_whole_refund_that_six_processes_ask_for_is_decided_once(mangopay):
    part = received(parts(paid(mangopay, order_of(ready_vendor(mangopay))))[0])
    answers = wanted_by_many(part, Wanted(everything=True), DUE)
    assert len([pk for pk in answers if pk]) == 1
    at_once(lambda: refunds.carry_on(Refund.objects.get(), now=DUE))
    refunds.carry_on(Refund.objects.get(), now=DUE)
    assert book.balance(journals.CARDS) == 0
    assert Refund.objects.get().is_done
    assert reconcile().difference_cents == 0


def test_a_form_sent_six_times_at_once_gives_the_same_refund(mangopay):
    part = received(parts(paid(mangopay, order_of(ready_vendor(mangopay))))[0])
    answers = wanted_by_many(part, Wanted(goods_cents=700), DUE, request_key="jeton")
    assert len(set(answers)) == Refund.objects.count() == 1


def test_an_advance_of_the_reserve_that_six_processes_carry_out_is_owed_once(mangopay):
    funded_reserve(mangopay, 20_000)
    vendor = ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    paid_out(vendor)
    refund = refund_decision.decide(
        VendorOrder.objects.get(pk=part.pk),
        Wanted(everything=True),
        reason=Refund.Reason.WITHDRAWAL,
        door=Refund.Door.OPERATOR,
        now=LATER,
    )

    def carry_on():
        try:
            return refunds.carry_on(Refund.objects.get(pk=refund.pk), now=LATER)
        except OutcomeUnknown:
            return None

    at_once(carry_on)
    for _again in range(3):
        refunds.carry_on(Refund.objects.get(pk=refund.pk), now=LATER)
    assert Refund.objects.get().is_done
    assert (ReserveTransfer.objects.count(), Debt.objects.get().amount_cents) == (1, 4114)
    assert Journal.objects.filter(business_key__startswith="top_up:").count() == 1
    assert reconcile().difference_cents == 0


def test_release_payout_and_refund_at_the_same_moment_add_up(mangopay):
    funded_reserve(mangopay, 20_000)
    vendor = ready_vendor(mangopay)
    pieces = [received(parts(paid(mangopay, order_of(vendor)))[0]) for _ in range(3)]
    chores = [lambda part=part: release.release(part.pk, now=DUE) for part in pieces]
    chores += [lambda: payouts.pay_out(vendor.pk, now=DUE)] * 2
    chores += [lambda: [refunds.carry_on(each, now=DUE) for each in Refund.objects.open()]]
    refund_decision.decide(
        VendorOrder.objects.get(pk=pieces[0].pk),
        Wanted(goods_cents=1000),
        reason=Refund.Reason.GESTURE,
        door=Refund.Door.OPERATOR,
        now=DUE,
    )
    queue = iter(chores * 2)

    def work():
        try:
            return next(queue)()
        except (OutcomeUnknown, release.NotReleasable):
            return None

    at_once(work, workers=len(chores) * 2)
    for chore in chores:
        chore()
    assert all(refund.is_done for refund in Refund.objects.all())
    sent_cents = sum(payout.amount_cents for payout in Payout.objects.all())
    assert sent_cents + book.balance(journals.vendor_wallet(vendor.pk)) == 3 * 4114 - 856
    assert reconcile().difference_cents == 0
