from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from commerce.ledger import append_only, book
from commerce.ledger.book import Contradiction, Overdrawn, Posting, Unbalanced, post
from commerce.ledger.models import Account, Entry, Journal, WrittenForGood

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
Kind = Account.Kind


def paid(cents=1000, key="payin:1", label=""):
    postings = [
        Posting("outside:cards", Kind.OUTSIDE, -cents),
        Posting("order_wallet:1", Kind.ORDER_WALLET, cents, label),
    ]
    return post(key, postings, occurred_at=NOW, description="Paiement")


def test_a_journal_moves_cents_from_one_account_to_another():
    paid()
    assert book.balance("order_wallet:1") == 1000
    assert book.balances(["order_wallet:1", "outside:cards"]) == {
        "order_wallet:1": 1000,
        "outside:cards": -1000,
    }
    assert Account.objects.with_balance().get(code="outside:cards").balance_cents == -1000


def test_the_same_movement_is_written_once():
    assert paid() == paid()
    assert book.balance("order_wallet:1") == 1000


@pytest.mark.parametrize("other", [{"cents": 999}, {"label": "VO-1"}])
def test_the_same_key_with_another_content_is_an_error_and_changes_nothing(other):
    paid()
    with pytest.raises(Contradiction):
        paid(**other)
    assert book.balance("order_wallet:1") == 1000


def test_a_wallet_never_gives_what_it_does_not_hold():
    paid(500)
    with pytest.raises(Overdrawn):
        post(
            "refund:1",
            [Posting("order_wallet:1", Kind.ORDER_WALLET, -501), Posting("outside:cards", Kind.OUTSIDE, 501)],
            occurred_at=NOW,
            description="Remboursement",
        )
    assert book.balance("order_wallet:1") == 500
    assert Journal.objects.count() == 1


@given(st.lists(st.integers(-1000, 1000), max_size=5))
def test_only_two_or_more_movements_that_sum_to_zero_are_a_journal(amounts):
    is_journal = len(amounts) >= 2 and 0 not in amounts and sum(amounts) == 0
    postings = [Posting(f"outside:{i}", Kind.OUTSIDE, amount) for i, amount in enumerate(amounts)]
    with transaction.atomic():
        if is_journal:
            post("key", postings, occurred_at=NOW, description="")
        else:
            with pytest.raises(Unbalanced):
                post("key", postings, occurred_at=NOW, description="")
        transaction.set_rollback(True)


def test_the_code_refuses_to_rewrite_the_book():
    journal = paid()
    for rewrite in (
        journal.save,
        journal.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(amount_cents=1),
        lambda: Account.objects.update(code="x"),
    ):
        with pytest.raises(WrittenForGood):
            rewrite()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET amount_cents = 1",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_journal SET description = 'x'",
        "DELETE FROM ledger_journal",
        "UPDATE ledger_account SET code = 'x'",
    ],
)
def test_the_database_refuses_to_rewrite_the_book(sql):
    append_only.install(connection)
    paid()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert book.balance("order_wallet:1") == 1000


def test_the_database_refuses_an_entry_of_nothing():
    journal = paid()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(journal=journal, account=Account.objects.first(), amount_cents=0)


def test_a_balance_costs_one_query_however_many_accounts(django_assert_num_queries):
    paid()
    with django_assert_num_queries(1):
        book.balances([f"order_wallet:{number}" for number in range(50)])
