"""When a share may move. Days are counted in Europe/Paris."""

from datetime import timedelta

from django.utils import timezone

from commerce.working_days import next_working_day

#: Art. L221-18 Code de la consommation: from the day after receipt.
WITHDRAWAL_DAYS = 14
#: What the FAQ promises to vendors, from the order's confirmation.
PROMISED_DAYS = 21


def withdrawal_ends_on(received_on):
    """Last day of the buyer's right to withdraw: 14 days from the day after receipt, extended to a working day.

    A period that ends on a Saturday, a Sunday or a public holiday runs to the next working day.
    """
    return next_working_day(received_on + timedelta(days=WITHDRAWAL_DAYS))


def release_due_on(vendor_order):
    """Day on which the share may move to the vendor's wallet, or None while nothing has been received.

    The earlier of the day after the withdrawal period and 21 days after confirmation, but never before receipt.
    """
    if vendor_order.received_at is None:
        return None
    received_on = timezone.localdate(vendor_order.received_at)
    promised_on = timezone.localdate(vendor_order.confirmed_at) + timedelta(days=PROMISED_DAYS)
    day_after_the_right = withdrawal_ends_on(received_on) + timedelta(days=1)
    return max(received_on, min(day_after_the_right, promised_on))
