from itertools import combinations_with_replacement

import pytest

from commerce.order.status import (
    TRANSITIONS,
    OrderStatus,
    VendorOrderStatus,
    actions_from,
    order_status,
    target_of,
)

S = VendorOrderStatus


@pytest.mark.parametrize("status", S)
def test_every_state_but_the_last_ones_can_be_left(status):
    leaves = any(step.source == status for step in TRANSITIONS)
    assert leaves == (status not in {S.RECEIVED, S.CANCELLED})


@pytest.mark.parametrize("status", [status for status in S if status != S.AWAITING_PAYMENT])
def test_every_state_is_reached_by_some_step(status):
    assert any(step.target == status for step in TRANSITIONS)


@pytest.mark.parametrize("collection", [True, False])
def test_a_step_that_the_table_does_not_hold_leads_nowhere(collection):
    assert target_of(S.RECEIVED, "ship", collection=collection) is None
    assert target_of(S.AWAITING_PAYMENT, "ship", collection=collection) is None


def test_the_vendor_sees_only_its_own_actions_on_this_kind_of_delivery():
    assert actions_from(S.CONFIRMED, "vendor", collection=False) == ["ship_some", "ship"]
    assert actions_from(S.PARTLY_SHIPPED, "vendor", collection=False) == ["ship_some", "ship"]
    assert actions_from(S.CONFIRMED, "vendor", collection=True) == ["make_ready", "collect"]
    assert actions_from(S.AWAITING_PAYMENT, "vendor", collection=False) == []
    assert actions_from(S.SHIPPED, "vendor", collection=False) == []


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([S.AWAITING_PAYMENT, S.AWAITING_PAYMENT], OrderStatus.AWAITING_PAYMENT),
        ([S.CONFIRMED, S.CONFIRMED], OrderStatus.CONFIRMED),
        ([S.CONFIRMED, S.SHIPPED], OrderStatus.PARTLY_SHIPPED),
        ([S.PARTLY_SHIPPED], OrderStatus.PARTLY_SHIPPED),
        ([S.PARTLY_SHIPPED, S.RECEIVED], OrderStatus.PARTLY_SHIPPED),
        ([S.READY, S.SHIPPED], OrderStatus.SHIPPED),
        ([S.RECEIVED, S.SHIPPED], OrderStatus.SHIPPED),
        ([S.RECEIVED, S.CANCELLED], OrderStatus.RECEIVED),
        ([S.CANCELLED, S.CANCELLED], OrderStatus.CANCELLED),
        ([S.CONFIRMED, S.CANCELLED], OrderStatus.CONFIRMED),
    ],
)
def test_the_order_says_what_its_parts_say(parts, whole):
    assert order_status(parts) == whole
    assert order_status(parts[::-1]) == whole


@pytest.mark.parametrize("parts", list(combinations_with_replacement(S, 3)))
def test_every_mixture_of_parts_has_a_status(parts):
    assert order_status(parts) in OrderStatus
