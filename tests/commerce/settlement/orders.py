"""Orders on their way to the bank, for tests of settlement."""

from datetime import timedelta

from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.settlement import payins
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, VendorFactory
from tests.local_mangopay import open_account

RETURN_URL = "http://testserver/retour/"


def order_of(*vendors, price="40.00", **kwargs):
    """An order that waits for its payment, with one product of each vendor (one new vendor by default)."""
    vendors = vendors or [VendorFactory()]
    return placed(*(ProductFactory(vendor=vendor, price=price) for vendor in vendors), **kwargs)


def started(order, now=MONDAY):
    """The order's pay-in, its page open."""
    return payins.start(order, return_url=RETURN_URL, now=now)


def paid(mangopay, order, now=MONDAY):
    """The order, paid and confirmed."""
    mangopay.pay(started(order, now).redirect_url)
    payins.conclude_order(order, now=now)
    return order


def ready_vendor(mangopay, **kwargs):
    """A vendor whose account may be paid out."""
    return open_account(VendorFactory(**kwargs), mangopay)


def received(vendor_order, on=MONDAY + timedelta(days=2)):
    """The vendor order, shipped and received."""
    lifecycle.ship(vendor_order, now=MONDAY + timedelta(hours=2))
    lifecycle.receive(vendor_order, basis=VendorOrder.Receipt.BUYER, now=on)
    return VendorOrder.objects.get(pk=vendor_order.pk)


def parts(order):
    """The order's vendor orders as they are in the database."""
    return list(VendorOrder.objects.filter(order=order).select_related("vendor"))


#: When everything received by `received` is due: the day after its right to withdraw ended.
DUE = MONDAY + timedelta(days=17)
