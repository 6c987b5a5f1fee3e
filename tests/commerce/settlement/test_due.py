from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django_q.models import Schedule

from commerce.mangopay.connection import recorded_calls
from commerce.mangopay.gateway import gateway
from commerce.order import lifecycle
from commerce.settlement import due, payins, payouts, schedules
from commerce.settlement.management.commands.settle import moment
from commerce.settlement.models import Incident, Payout
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received, started
from tests.local_mangopay import wait_until

pytestmark = pytest.mark.django_db


def test_a_guest_s_order_of_three_vendors_costs_at_most_fourteen_calls_from_basket_to_payout(mangopay):
    order = order_of(*(ready_vendor(mangopay) for _ in range(3)))
    with recorded_calls() as calls:
        mangopay.pay(started(order).redirect_url)
        payins.conclude_order(order, now=MONDAY)
        for part in parts(order):
            received(part)
        due.settle(now=DUE)
    with recorded_calls():
        for payout in Payout.objects.all():
            wait_until(lambda: gateway().look("payouts", payout.resource_id).has_succeeded)  # noqa: B023
    with recorded_calls() as looks:
        for payout in Payout.objects.all():
            payouts.look_at_resource(payout.resource_id, now=DUE)
        due.settle(now=DUE + timedelta(days=1))
    assert {payout.state for payout in Payout.objects.all()} == {Payout.State.SUCCEEDED}
    assert len(calls) + len(looks) == 13 <= 14


def test_settling_twice_does_nothing_twice(mangopay):
    received(parts(paid(mangopay, order_of(ready_vendor(mangopay))))[0])
    first = due.settle(now=DUE)
    assert first.handled == {"released": 1, "paid out": 1}
    assert due.settle(now=DUE).handled == {}


def test_a_parcel_without_news_is_presumed_received_and_paid_in_time(mangopay):
    part = parts(paid(mangopay, order_of(ready_vendor(mangopay))))[0]
    lifecycle.ship(part, now=MONDAY)
    for days in range(22):
        due.settle(now=MONDAY + timedelta(days=days))
    assert Payout.objects.get().day <= (MONDAY + timedelta(days=21)).date()


def test_what_fails_is_printed_and_kept_as_an_incident(mangopay, settings, capsys):
    started(order_of())
    settings.MANGOPAY = {**settings.MANGOPAY, "BASE_URL": "http://127.0.0.1:9"}
    call_command("settle", at=MONDAY + timedelta(hours=1))
    printed = capsys.readouterr()
    assert "Unavailable" in printed.out
    assert "1 in trouble" in printed.err
    assert Incident.objects.get().occurrences == 1


def test_a_moment_without_an_offset_is_in_paris():
    assert moment("2026-12-20T06:00") == datetime(2026, 12, 20, 5, tzinfo=UTC)
    assert moment("2026-07-20T06:00+00:00") == datetime(2026, 7, 20, 6, tzinfo=UTC)
    with pytest.raises(ValueError, match="isoformat"):
        moment("demain")


def test_the_scheduler_settles_every_quarter_of_an_hour_and_every_night():
    Schedule.objects.all().delete()
    for _ in range(2):
        schedules.install()
    assert dict(Schedule.objects.values_list("func", "schedule_type")) == {
        "commerce.settlement.tasks.settle": Schedule.MINUTES,
        "commerce.settlement.tasks.check_nightly": Schedule.DAILY,
        "commerce.settlement.tasks.compare_with_mangopay": Schedule.DAILY,
    }
