"""Disputes of the demo: one in each state that a visitor may want to see, once."""

from datetime import timedelta

import pytest

from commerce.disputes.models import OrderDispute
from commerce.disputes.states import State
from commerce.settlement.reconciliation import reconcile
from demo.load_disputes import LIVES, load_disputes
from tests.commerce.baskets import MONDAY
from tests.commerce.withdrawal.cases import received_part
from tests.local_mangopay import mangopay, mangopay_server  # noqa: F401

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=9)


def test_each_life_is_lived_on_an_order_of_its_own_and_twice_is_once(mangopay):  # noqa: F811
    for _each in LIVES:
        received_part(mangopay)
    for _twice in range(2):
        load_disputes(now=NOW)
    states = sorted(OrderDispute.objects.values_list("state", flat=True))
    expected = [State.TO_VENDOR, State.TO_DECIDE, State.PROMISED, State.ANSWERED, State.DECIDED, State.ANSWERED]
    assert states == sorted(expected)
    assert reconcile().difference_cents == 0
