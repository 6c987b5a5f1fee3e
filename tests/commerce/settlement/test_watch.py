"""The nightly comparison: what lasts alarms, what only moves doesn't, and a report that doesn't come is noticed."""

from datetime import timedelta

import pytest

from commerce.communication.models import Mail
from commerce.ledger.book import Posting, post
from commerce.ledger.models import Account
from commerce.mangopay.connection import recorded_calls
from commerce.mangopay.exceptions import Unavailable
from commerce.settlement import due, payins, reconciliation, watch
from commerce.settlement.models import Incident, PayIn
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received, started

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def look(now=DUE):
    return watch.look(now=now, pause_seconds=0)


def open_incidents():
    return sorted(Incident.objects.filter(solved_at=None).values_list("subject", flat=True))


def a_cent_too_much(account="vendor_wallet:999", kind=Account.Kind.VENDOR_WALLET, key="mistake", cents=1):
    postings = [Posting(account, kind, cents), Posting("outside:cards", Account.Kind.OUTSIDE, -cents)]
    post(key, postings, occurred_at=MONDAY, description="Erreur")


def test_one_cent_that_lasts_is_mailed_once_and_open_until_it_is_gone(mangopay):
    a_cent_too_much()
    for _ in range(2):
        (difference,) = look()
        assert difference.difference_cents == -1
    assert open_incidents() == [f"reconciliation:difference:{DUE.date()}"]
    mail = Mail.objects.get(event="operator_alarm")
    assert "vendor_wallet:999" in mail.text
    a_cent_too_much(key="corrected", cents=-1)
    assert look(DUE + DAY) == []
    assert open_incidents() == []


def test_each_night_of_a_difference_has_its_own_mail_and_one_open_incident(mangopay):
    a_cent_too_much()
    for night in range(3):
        look(DUE + night * DAY)
    assert Mail.objects.filter(event="operator_alarm").count() == 3
    assert open_incidents() == [f"reconciliation:difference:{(DUE + 2 * DAY).date()}"]


def test_a_payment_whose_hook_was_lost_is_concluded_and_wakes_nobody(mangopay):
    pay_in = started(order_of())
    mangopay.pay(pay_in.redirect_url)
    assert reconciliation.reconcile().difference_cents
    assert look(MONDAY) == []
    assert PayIn.objects.get().state == PayIn.State.SUCCEEDED
    assert not Mail.objects.filter(event="operator_alarm").exists()


def test_money_that_moves_while_the_report_is_gathered_is_no_difference(mangopay, monkeypatch):
    received(parts(paid(mangopay, order_of(ready_vendor(mangopay))))[0])
    gathered = reconciliation.current_gateway().all_wallets

    class Slow:
        def __init__(self, desk):
            self.desk = desk

        def all_wallets(self):
            wallets = gathered()
            due.settle(now=DUE)
            return wallets

        def fees_wallet(self):
            return self.desk.fees_wallet()

        def repudiation_wallet(self):
            return self.desk.repudiation_wallet()

    result = reconciliation.reconcile(gateway=Slow(reconciliation.current_gateway()))
    assert result.differences == []


def test_a_movement_that_is_booked_between_two_looks_wakes_nobody(mangopay, monkeypatch):
    order = order_of()
    mangopay.pay(started(order).redirect_url)
    monkeypatch.setattr(watch, "_conclude_payments", lambda *_: None)
    monkeypatch.setattr(watch.time, "sleep", lambda _seconds: payins.conclude_order(order, now=MONDAY))
    assert look(MONDAY) == []


def test_fees_of_the_last_minutes_may_still_be_on_their_way(mangopay):
    a_cent_too_much("fees:commission", Account.Kind.FEES, cents=120)
    assert [one.account for one in reconciliation.reconcile().differences] == ["fees"]
    assert look() == []


@pytest.fixture
def no_report(monkeypatch):
    def refuse():
        raise Unavailable("Mangopay's report didn't come.")

    monkeypatch.setattr(watch, "reconcile", refuse)


def test_a_report_that_does_not_come_two_nights_in_a_row_alarms(mangopay, no_report):
    assert look(DUE) is None
    assert look(DUE + timedelta(hours=1)) is None
    assert not Mail.objects.filter(event="operator_alarm").exists()
    look(DUE + DAY)
    assert Mail.objects.filter(event="operator_alarm").count() == 1
    assert open_incidents() == ["reconciliation:missing", f"reconciliation:missing:{(DUE + DAY).date()}"]


def test_a_night_with_a_report_starts_the_count_anew(mangopay, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(watch, "reconcile", lambda: (_ for _ in ()).throw(Unavailable("none")))
        look(DUE)
    assert look(DUE + DAY) == []
    assert open_incidents() == []


def test_an_agreeing_night_asks_four_addresses(mangopay):
    started(order_of())
    with recorded_calls() as calls:
        look()
    assert len({path for _method, path in calls}) == 4
