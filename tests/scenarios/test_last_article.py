"""Many buyers, one last article: a race that only a database with row locks runs for real."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from commerce.checkout import placement
from commerce.order.allocation import OutOfStock
from commerce.order.models import Order
from commerce.partner.models import StockRecord
from tests.commerce.baskets import basket_of, submission
from tests.factories import ProductFactory

BUYERS = 200
#: As many database connections at once; PostgreSQL has a hundred for everybody.
THREADS = 40

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def in_parallel(action, arguments):
    """Run `action` for each argument in threads with a database connection each."""

    def run(argument):
        try:
            return action(argument)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, arguments))


def outcome(prepared):
    try:
        return placement.place(**prepared).number
    except OutOfStock as refusal:
        return str(refusal)


def test_one_last_article_is_sold_to_one_of_many_buyers():
    last_one = ProductFactory(stock=1)
    answers = in_parallel(outcome, [submission(basket_of(last_one)) for _ in range(BUYERS)])
    assert Order.objects.count() == 1
    assert sum(last_one.title in answer for answer in answers) == BUYERS - 1
    record = StockRecord.objects.get(product=last_one)
    assert (record.num_in_stock, record.num_allocated) == (1, 1)


def test_two_processes_that_place_the_same_basket_make_one_order():
    basket = basket_of(ProductFactory(stock=9), ProductFactory(stock=9))
    answers = in_parallel(outcome, [submission(basket) for _ in range(6)])
    assert len(set(answers)) == 1
    assert Order.objects.count() == 1


def test_baskets_with_the_same_articles_in_opposite_order_do_not_wait_for_each_other_forever():
    products = [ProductFactory(stock=50) for _ in range(4)]
    baskets = [basket_of(*(products if i % 2 else products[::-1])) for i in range(16)]
    in_parallel(outcome, [submission(basket) for basket in baskets])
    assert Order.objects.count() == 16
    assert {record.num_allocated for record in StockRecord.objects.all()} == {16}
