"""A market of thousands of orders: SQLite refuses expressions of over a thousand terms; judges must not need one."""

from datetime import timedelta

from django.utils import timezone

from commerce.order.models import Order
from commerce.settlement.models import PayIn
from simulation.invariants.orders import nobody_pays_for_nothing

#: More than one expression of SQLite's may hold.
MANY = 1_100


def test_payments_of_more_orders_than_an_expression_may_hold_are_judged(db):
    now = timezone.now()
    orders = Order.objects.bulk_create(
        Order(number=f"{number}", total_incl_tax=1, total_excl_tax=1, currency="EUR", date_placed=now)
        for number in range(MANY)
    )
    PayIn.objects.bulk_create(
        PayIn(
            order=order,
            business_key=order.number,
            amount_cents=100,
            state=PayIn.State.SUCCEEDED,
            expires_at=now + timedelta(hours=1),
        )
        for order in orders
    )
    assert nobody_pays_for_nothing(now)
