"""Sale, edit and market button at the same moment, on a database with row locks: nothing lost, nothing oversold."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import cycle, islice

import pytest
from django.db import connections

from commerce.checkout import placement
from commerce.order.allocation import OutOfStock
from commerce.order.models import Order
from commerce.partner.models import StockRecord
from commerce.stock import market, rule
from commerce.stock.journal import StockIsReserved
from simulation.invariants import stock_is_never_sold_twice, stock_is_the_sum_of_its_journal
from tests.commerce.baskets import MONDAY, basket_of, submission
from tests.factories import ProductFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
THREADS = 20


def at_once(steps):
    """Run every step in a thread of its own; the answers in the order of the steps."""

    def work(step):
        try:
            return step()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, steps))


def sale(prepared):
    def step():
        with suppress(OutOfStock):
            return bool(placement.place(**prepared))

    return step


def edit(record, shown, typed, key):
    def step():
        with suppress(StockIsReserved):
            rule.restock(record, shown=shown, typed=typed, key=key)
            return typed - shown

    return step


def tap(record, key):
    def step():
        with suppress(market.NothingLeft):
            return market.sell(record, key=key).pk

    return step


@pytest.mark.parametrize("stock", [3, 30, 200])
def test_sales_edits_and_taps_at_once_lose_nothing_and_sell_nothing_twice(stock):
    product = ProductFactory(stock=stock)
    record = StockRecord.objects.get(product=product)
    prepared = [submission(basket_of(product)) for _ in range(THREADS)]
    kinds = [
        [sale(each) for each in prepared],
        [edit(record, stock, stock + number % 3 - 1, f"form-{number}") for number in range(THREADS)],
        [tap(record, f"{number:032x}") for number in range(THREADS)],
    ]
    steps = list(islice((step for trio in zip(*kinds, strict=True) for step in trio), 3 * THREADS))
    answers = at_once(steps)
    sold, edited, tapped = (answers[kind::3] for kind in range(3))
    record.refresh_from_db()
    assert record.num_allocated == sum(map(bool, sold)) == Order.objects.count()
    assert record.num_in_stock == stock + sum(filter(None, edited)) - len([pk for pk in tapped if pk])
    assert record.num_in_stock >= record.num_allocated >= 0
    assert stock_is_the_sum_of_its_journal(MONDAY)
    assert stock_is_never_sold_twice(MONDAY)


def test_the_same_tap_and_the_same_form_sent_twenty_times_at_once_count_once():
    record = StockRecord.objects.get(product=ProductFactory(stock=9))
    steps = [edit(record, 9, 12, "form"), tap(record, "a" * 32)]
    answers = at_once(list(islice(cycle(steps), 2 * THREADS)))
    record.refresh_from_db()
    assert record.num_in_stock == 9 + 3 - 1
    assert len(set(answers[1::2])) == 1


def test_a_tap_undone_by_twenty_thumbs_comes_back_once():
    record = StockRecord.objects.get(product=ProductFactory(stock=9))
    sold = market.sell(record, key="a" * 32)
    assert at_once([lambda: market.undo(sold)] * THREADS).count(True) == 1
    record.refresh_from_db()
    assert record.num_in_stock == 9
