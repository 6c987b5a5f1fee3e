from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from commerce.checkout import placement
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.voucher.terms import live_uses
from tests.commerce.baskets import basket_of, choose, reloaded, submission
from tests.commerce.coupons import coupon_of
from tests.factories import ProductFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BUYERS, USES = 6, 2


def test_of_buyers_who_order_at_the_same_moment_only_as_many_use_a_code_as_it_allows():
    product = ProductFactory(stock=BUYERS)
    coupon = coupon_of(product.vendor, max_uses=USES)
    ready = [submitted(product, coupon) for _ in range(BUYERS)]

    def order(wish):
        try:
            return placement.place(**wish)
        except UnableToPlaceOrder:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(BUYERS) as pool:
        orders = [placed for placed in pool.map(order, ready) if placed]
    assert len(orders) == USES == live_uses(coupon).count()
    assert product.stockrecords.get().num_allocated == USES


def submitted(product, coupon):
    basket = basket_of(product)
    basket.vouchers.add(coupon)
    basket = reloaded(basket)
    return submission(basket, choose(basket, "home"))
