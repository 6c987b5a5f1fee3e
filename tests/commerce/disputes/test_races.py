"""Several hands at once: one dispute, one decision, one refund. Needs row locks."""

from threading import Lock

import pytest

from commerce.disputes import answering, deciding
from commerce.disputes.exceptions import ActionNotAllowed
from commerce.disputes.models import OrderDispute
from commerce.disputes.states import Role, State
from commerce.order.models import VendorOrder
from commerce.settlement.models import Hold, Refund
from tests.commerce.disputes.cases import OPENED, brought_to, opened
from tests.commerce.settlement.test_concurrency import at_once
from tests.commerce.withdrawal.cases import operator, received_part

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_form_sent_six_times_at_once_opens_once(mangopay):
    part = received_part(mangopay)
    answers = at_once(lambda: opened(VendorOrder.objects.select_related("order").get(pk=part.pk)).pk)
    assert len(set(answers)) == OrderDispute.objects.count() == Hold.objects.count() == 1


def fresh(case):
    return OrderDispute.objects.select_related("vendor_order").get(pk=case.pk)


def test_operators_who_decide_differently_at_once_decide_once(mangopay):
    case, team = brought_to(State.TO_DECIDE, received_part(mangopay)), operator()
    sums, lock = iter([0, 100, 200, 300, 400, 500]), Lock()

    def decide():
        with lock:
            cents = next(sums)
        try:
            return deciding.decide(fresh(case), cents=cents, reasons=f"{cents}", now=OPENED, actor=team).pk
        except ActionNotAllowed:
            return None

    assert len([pk for pk in at_once(decide) if pk]) == 1
    part = VendorOrder.objects.get()
    assert str(part.refunded_cents) == OrderDispute.objects.get().decision
    assert Refund.objects.count() == bool(part.refunded_cents)


def test_a_buyer_who_gives_up_while_the_operator_decides_is_either_first_or_too_late(mangopay):
    case, team = brought_to(State.TO_DECIDE, received_part(mangopay)), operator()
    jobs, lock = iter([0, 1, 0, 1, 0, 1]), Lock()

    def work():
        with lock:
            closes = next(jobs)
        try:
            if closes:
                return answering.close(fresh(case), Role.BUYER, now=OPENED).state
            return deciding.decide(fresh(case), cents=500, reasons="Vu", now=OPENED, actor=team).state
        except ActionNotAllowed:
            return None

    ends = [state for state in at_once(work) if state]
    assert ends == [OrderDispute.objects.get().state]
    assert Refund.objects.count() == (ends == [State.DECIDED])
    assert not Hold.objects.filter(lifted_at=None).exists()
