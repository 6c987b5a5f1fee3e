"""Guests have no account to delete: what their orders say of them goes by itself, five years after the order."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from commerce.leaving import erasing
from commerce.leaving.retention import ADDRESS_YEARS
from commerce.order.models import Order

#: Five years, the longest that five years may be.
ORDERS_KEPT = timedelta(days=ADDRESS_YEARS * 365 + 2)
AT_ONCE = 500


def due(now):
    """Orders of guests that were placed long enough ago, a night's work of them."""
    named = Q(user=None) & ~Q(guest_email="")
    return Order.objects.filter(named, date_placed__lte=now - ORDERS_KEPT).order_by("pk")[:AT_ONCE]


@transaction.atomic
def forget(order, *, now):
    """Erase a guest's addresses, words and files. Invoices and sums stay. Twice is once."""
    orders = Order.objects.filter(pk=order.pk)
    erasing.forget_buyer(orders, now=now)
    orders.update(guest_email="")
