"""The interface that checkout calls (commerce/checkout/views.py): whoever writes settlement replaces this file whole."""


class PaymentUnavailable(Exception):
    """Mangopay doesn't answer: no pay-in was made (or it can't be reached by the buyer); nothing was debited."""


def start(order, *, return_url, now):
    """The order's pay-in with its `redirect_url`; asked for twice, the same one. Raises PaymentUnavailable."""
    raise NotImplementedError


def conclude_order(order, *, now):
    """Look at the order's pay-in at Mangopay and act on it (confirm, cancel, refund). Returns the PayIn."""
    raise NotImplementedError


def refusal_in_words(pay_in):
    """French sentence for the buyer of a failed, abandoned or expired payment: nothing debited, basket kept."""
    raise NotImplementedError
