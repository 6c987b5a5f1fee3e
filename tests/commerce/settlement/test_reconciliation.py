import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from commerce.ledger.book import Posting, post
from commerce.ledger.models import Account
from commerce.mangopay.connection import recorded_calls
from commerce.mangopay.gateway import gateway
from commerce.settlement import due, payouts
from commerce.settlement.models import Payout
from commerce.settlement.reconciliation import reconcile
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received, started
from tests.local_mangopay import CARD_REFUSED, wait_until

pytestmark = pytest.mark.django_db


def settled(mangopay, vendor):
    """An order from basket to bank."""
    received(parts(paid(mangopay, order_of(vendor)))[0])
    due.settle(now=DUE)
    payout = Payout.objects.latest("pk")
    wait_until(lambda: gateway().look("payouts", payout.resource_id).has_succeeded)
    payouts.look_at_resource(payout.resource_id, now=DUE)


def test_book_and_wallets_agree_through_the_whole_life_of_orders(mangopay):
    vendor = ready_vendor(mangopay)
    assert reconcile().as_json()["difference_cents"] == 0
    mangopay.pay(started(order_of(vendor)).redirect_url, CARD_REFUSED)
    paid(mangopay, order_of(vendor))
    settled(mangopay, vendor)
    result = reconcile()
    assert (result.difference_cents, result.differences) == (0, [])
    assert result.wallets == 6  # three orders, a vendor, the operator's fees and repudiations


def test_money_on_its_way_to_the_bank_is_no_difference(mangopay):
    received(parts(paid(mangopay, order_of(ready_vendor(mangopay))))[0])
    due.settle(now=DUE)
    assert Payout.objects.get().state == Payout.State.CREATED
    assert reconcile().difference_cents == 0


def test_a_payment_that_nobody_looked_at_yet_is_found_to_the_cent(mangopay, capsys):
    order = order_of(price="12.34")
    pay_in = started(order)
    mangopay.pay(pay_in.redirect_url)
    with pytest.raises(SystemExit) as end:
        call_command("reconcile", json=True)
    found = json.loads(capsys.readouterr().out)
    assert end.value.code == 1
    assert set(found) == {"accounts", "wallets", "difference_cents", "differences"}
    assert found["difference_cents"] == pay_in.amount_cents
    assert found["differences"][0]["account"] == f"order_wallet:{order.number}"
    due.settle(now=MONDAY + timedelta(minutes=31))
    call_command("reconcile")
    assert "difference 0 cents" in capsys.readouterr().out


def test_a_cent_too_much_in_the_book_is_found(mangopay):
    post(
        "mistake",
        [
            Posting("vendor_wallet:999", Account.Kind.VENDOR_WALLET, 1),
            Posting("outside:cards", Account.Kind.OUTSIDE, -1),
        ],
        occurred_at=MONDAY,
        description="Erreur",
    )
    (difference,) = reconcile().differences
    assert (difference.account, difference.difference_cents) == ("vendor_wallet:999", -1)


def test_a_wallet_that_no_account_stands_for_is_found_when_it_holds_money(mangopay):
    order = paid(mangopay, order_of())
    order.pay_in.wallet_id = "wlt_other"
    order.pay_in.save()
    differences = reconcile().differences
    assert sorted(difference.difference_cents for difference in differences) == [-4690, 4690]
    assert {difference.account for difference in differences} == {"", f"order_wallet:{order.number}"}


def test_reconciling_costs_the_same_few_calls_for_any_number_of_wallets(mangopay):
    for _ in range(4):
        started(order_of())
    with recorded_calls() as calls:
        reconcile()
    assert len({path for _method, path in calls}) == 4
