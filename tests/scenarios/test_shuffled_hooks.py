"""Notices about one order's life come late, twice, out of order or not at all: everything ends the same."""

from datetime import timedelta
from itertools import combinations, permutations

import pytest

from commerce.communication.models import Mail
from commerce.ledger.models import Journal
from commerce.mangopay import hooks
from commerce.mangopay.models import HookNotice
from commerce.settlement import due
from commerce.settlement.models import PayIn, Payout, Release
from commerce.settlement.reconciliation import reconcile
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, parts, ready_vendor, received, started

pytestmark = pytest.mark.django_db

NOTICES = ("PAYIN_NORMAL_SUCCEEDED", "TRANSFER_NORMAL_SUCCEEDED", "PAYOUT_NORMAL_SUCCEEDED")
#: Which notices come, in which order, and whether each comes twice.
DELIVERIES = [
    (order, times)
    for kept in range(len(NOTICES) + 1)
    for chosen in combinations(NOTICES, kept)
    for order in permutations(chosen)
    for times in ((1, 2) if chosen else (1,))
]

#: Each person reads each piece of news once.
MAILS = ["order_confirmed", "payout_sent", "vendor_order_received", "vendor_order_shipped"]


def deliver(order, times, resources, now):
    """Hand these notices over as Mangopay does, each as often, in this order; those without a resource wait."""
    for event_type in order * times:
        if resource_id := resources.get(event_type):
            notice, _is_new = HookNotice.objects.get_or_create(event_type=event_type, resource_id=resource_id, date=1)
            HookNotice.objects.filter(pk=notice.pk).update(handled_at=None)  # A cluster that died runs it again.
            notice.refresh_from_db()
            hooks.handle(notice, now=now)


@pytest.mark.parametrize(("order", "times"), DELIVERIES, ids=lambda value: str(value))
def test_notices_in_any_order_number_and_choice_change_nothing_about_the_end(mangopay, order, times):
    vendor = ready_vendor(mangopay)
    bought = order_of(vendor)
    pay_in = started(bought)
    mangopay.pay(pay_in.redirect_url)
    resources = {"PAYIN_NORMAL_SUCCEEDED": pay_in.resource_id}
    deliver(order, times, resources, MONDAY)
    due.settle(now=MONDAY + timedelta(minutes=31))
    received(parts(bought)[0])
    due.settle(now=DUE)
    resources["TRANSFER_NORMAL_SUCCEEDED"] = Release.objects.get().resource_id
    resources["PAYOUT_NORMAL_SUCCEEDED"] = Payout.objects.get().resource_id
    mangopay.quiet()
    deliver(order, times, resources, DUE)
    for hours in (7, 31):
        due.settle(now=DUE + timedelta(hours=hours))
    deliver(order[::-1], times, resources, DUE + timedelta(hours=32))
    states = [model.objects.get().state for model in (PayIn, Release, Payout)]
    assert states == ["succeeded"] * 3
    assert sorted(Mail.objects.values_list("event", flat=True)) == MAILS
    assert Journal.objects.count() == 4
    assert reconcile().difference_cents == 0
