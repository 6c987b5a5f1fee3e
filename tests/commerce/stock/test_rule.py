import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from commerce.partner.models import StockRecord
from commerce.stock import rule
from commerce.stock.causes import Cause
from commerce.stock.journal import StockIsReserved
from commerce.stock.rule import Typed
from tests.commerce.baskets import placed
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return StockRecord.objects.get(product=ProductFactory(stock=5))


def stock(record):
    return StockRecord.objects.get(pk=record.pk).num_in_stock


def test_a_stale_form_changes_by_what_was_typed_and_says_what_others_did(record):
    rule.restock(record, shown=5, typed=4)
    done = rule.restock(record, shown=5, typed=8)
    assert (done.stock, done.meanwhile) == (7, -1)
    assert stock(record) == 7


def test_a_form_sent_twice_counts_once(record):
    for _ in range(2):
        done = rule.restock(record, shown=5, typed=8, key="form")
        assert (done.stock, done.meanwhile) == (8, 0)
    assert record.movements.count() == 2


def test_a_form_found_again_by_the_back_button_adds_only_what_it_did_not_do_yet(record):
    rule.restock(record, shown=5, typed=8, key="form")
    assert rule.restock(record, shown=5, typed=6, key="form").stock == 6
    assert rule.restock(record, shown=5, typed=8, key="form").stock == 8


def test_nothing_goes_below_what_orders_reserve(record):
    placed(record.product, record.product)
    with pytest.raises(StockIsReserved) as refusal:
        rule.restock(record, shown=5, typed=1)
    assert refusal.value.reserved == 2
    assert stock(record) == 5


def test_a_list_is_changed_whole_or_not_at_all(record):
    other = StockRecord.objects.get(product=ProductFactory(stock=1))
    with pytest.raises(StockIsReserved) as refusal:
        rule.restock_all({record.pk: Typed(5, 9), other.pk: Typed(9, 0)})
    assert refusal.value.refused == {other.pk: 0}
    assert stock(record) == 5
    rule.restock_all({record.pk: Typed(5, 9), other.pk: Typed(1, 3)}, cause=Cause.IMPORT)
    assert (stock(record), stock(other)) == (9, 3)


def test_a_whole_list_takes_as_many_queries_as_one_article(django_assert_num_queries):
    records = [StockRecord.objects.get(product=ProductFactory(stock=1)) for _ in range(12)]
    for some in (records[:1], records[1:]):
        with django_assert_num_queries(6):
            rule.restock_all({record.pk: Typed(1, 2) for record in some}, key="form")


def test_a_count_is_taken_over_but_what_is_reserved_stays(record):
    assert rule.set_to(record, 9) == 9
    placed(record.product, record.product)
    assert rule.set_to(record, 0) == 2


class WhateverHappens(TestCase):
    @given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from(["", "a", "b"])), max_size=8))
    def test_the_figure_is_the_sum_of_the_rows_and_never_negative(self, forms):
        record = StockRecord.objects.get(product=ProductFactory(stock=3))
        for shown, typed, key in forms:
            try:
                rule.restock(record, shown=shown, typed=typed, key=key)
            except StockIsReserved:
                continue
        counted = sum(record.movements.values_list("stock_change", flat=True))
        assert stock(record) == counted >= 0
