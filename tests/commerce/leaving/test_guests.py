"""What a guest's order says of the guest goes after five years, and not a day before; sums and invoices stay."""

from datetime import timedelta

import pytest

from commerce.leaving import guests
from commerce.order.models import Order, ShippingAddress
from commerce.settlement import due
from commerce.withdrawal.models import Withdrawal
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
THEN = MONDAY + guests.ORDERS_KEPT


def order_of(user=None):
    order = placed(ProductFactory(), user=user)
    Order.objects.filter(pk=order.pk).update(date_placed=MONDAY)
    return Order.objects.get(pk=order.pk)


def withdrawn(order):
    part = order.vendor_orders.get()
    said = {"name": "Camille Martin", "email": "camille@exemple.test", "statement": "Je renonce à ce bol."}
    return Withdrawal.objects.create(
        vendor_order=part, number=f"{part.number}-R1", request_key="cle", declared_at=MONDAY, **said
    )


def night(now):
    for order in guests.due(now):
        guests.forget(order, now=now)


def test_five_years_after_the_order_nothing_in_it_says_who_bought():
    order = order_of()
    assert order.guest_email
    before = order.total_incl_tax
    case = withdrawn(order)
    night(THEN - DAY)
    assert Order.objects.get(pk=order.pk).guest_email == order.guest_email
    for _twice in range(2):
        night(THEN)
    order = Order.objects.get(pk=order.pk)
    assert (order.guest_email, order.total_incl_tax) == ("", before)
    address = ShippingAddress.objects.get(order=order)
    assert (address.first_name, address.last_name, address.line1, address.phone_number) == ("", "", "", "")
    case.refresh_from_db()
    assert (case.name, case.email, case.statement) == ("", "", "")
    assert not guests.due(THEN)


def test_orders_of_accounts_wait_for_the_account_to_go():
    order = order_of(UserFactory())
    night(THEN + 1000 * DAY)
    assert ShippingAddress.objects.get(order=order).last_name


def test_the_nightly_run_does_it():
    order = order_of()
    due.check_nightly(now=THEN)
    assert Order.objects.get(pk=order.pk).guest_email == ""
