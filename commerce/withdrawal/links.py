"""A guest's way back to an order: number and address, answered by mail, so that nobody learns what exists."""

from datetime import timedelta

from django.utils import timezone

from commerce.order.models import Order
from commerce.withdrawal import letters

#: One mail per order in this time, however often it is asked for.
ONE_MAIL_PER = timedelta(minutes=15)


def send_link(number, email, *, now):
    """Mail the order's link if this is its address; otherwise do nothing. Never tells which."""
    order = Order.objects.filter(number=number).select_related("user").first()
    if order is None or order.email.lower() != email.lower():
        return
    window = int(now.timestamp() // ONE_MAIL_PER.total_seconds())
    letters.link(order, order.email, key=f"{order.number}:{window}")


def send_link_now(number, email):
    """The same, for the task cluster: the page answers before anybody looks."""
    send_link(number, email, now=timezone.now())
