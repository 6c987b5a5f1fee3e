"""What the vendor reads about balance and debts is what the book says."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.ledger import book
from commerce.mangopay.gateway import gateway
from commerce.settlement import debts, due, journals, payouts, release
from commerce.settlement.balance import advice, balance_of
from commerce.settlement.models import Debt, Payout
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


def owe(vendor, cents, key="test:1"):
    return debts.owe(
        vendor, kind=Debt.Kind.ADJUSTMENT, business_key=key, amount_cents=cents, description="Étiquettes", now=MONDAY
    )


def page_of(client, vendor):
    user = UserFactory()
    vendor.memberships.create(user=user, role="owner")
    client.force_login(user)
    answer = client.get(reverse("vendor_portal:money"))
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_balance_and_debts_on_the_page_are_those_of_the_book(mangopay, client):
    vendor = ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    owe(vendor, 10_000)

    release.release(part.pk, now=DUE)
    balance = balance_of(vendor)
    assert balance.wallet_cents == book.balance(journals.vendor_wallet(vendor.pk)) == 412
    assert balance.owed_cents == -book.balance(f"debt:{vendor.pk}") == sum(d.open_cents for d in balance.debts) == 6298
    shown = page_of(client, vendor)
    assert "Solde de votre portefeuille Mangopay : 4,12 €" in shown
    assert "Vous nous devez 62,98 €" in shown
    assert f"37,02 € rendus par {part.number}" in shown
    assert "après 37,02 € retenus sur votre dette" in shown


def test_debts_are_listed_in_as_few_queries_for_many_as_for_one(django_assert_num_queries):
    vendor = VendorFactory()
    for number in range(12):
        owe(vendor, 100 + number, key=f"test:{number}")
        if number in (0, 11):
            with django_assert_num_queries(4):
                assert len(balance_of(vendor).debts) == number + 1


@pytest.mark.parametrize(
    ("state", "code", "is_returned", "said"),
    [
        ("failed", "121001", False, "autre compte bancaire"),
        ("failed", "121999", False, "rien à faire"),
        ("failed", "008600", False, "Écrivez-nous"),
        ("succeeded", "BANKACCOUNT_HAS_BEEN_CLOSED", True, "autre compte bancaire"),
        ("succeeded", "", False, ""),
        ("created", "", False, ""),
    ],
)
def test_a_transfer_that_came_back_says_what_to_do(state, code, is_returned, said):
    payout = Payout(state=state, result_code=code, returned_at=MONDAY if is_returned else None)
    assert said in advice(payout)
    assert bool(advice(payout)) == bool(said)


def test_a_transfer_that_the_bank_returned_stands_on_the_page_with_its_cause(mangopay, client):
    vendor = ready_vendor(mangopay)
    received(parts(paid(mangopay, order_of(vendor)))[0])
    for hours in (0, 7):
        due.settle(now=DUE + timedelta(hours=hours))
        mangopay.quiet()
    payout = Payout.objects.get()
    mangopay.control("POST", f"payouts/{payout.resource_id}/return", reason="BANKACCOUNT_HAS_BEEN_CLOSED")
    (refund_id,) = gateway().events("PAYOUT_REFUND_SUCCEEDED", after=timezone.now() - timedelta(days=1))
    payouts.look_at_return(refund_id, now=DUE + timedelta(days=1))
    shown = page_of(client, vendor)
    assert "Revenu de la banque le" in shown
    assert "autre compte bancaire" in shown
    assert "Solde de votre portefeuille Mangopay : 41,14 €" in shown
