"""Paid orders of one vendor, without a Mangopay: the payment is a row that says so."""

from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.settlement.models import PayIn
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, VendorFactory


def paid_without_a_bank(*contents, kinds=("home",), now=MONDAY):
    """The vendor order of these products of one vendor, or of (product, quantity) pairs, paid."""
    order = placed(*contents, kinds=kinds)
    total_cents = int(order.total_incl_tax * 100)
    PayIn.objects.create(
        order=order,
        business_key=f"payin:{order.number}",
        amount_cents=total_cents,
        paid_cents=total_cents,
        state=PayIn.State.SUCCEEDED,
        concluded_at=now,
        expires_at=now,
    )
    lifecycle.confirm(order, now=now)
    return VendorOrder.objects.get(order=order)


def ordered(*quantities, stock=9, kinds=("home",)):
    """A paid vendor order of one new vendor, with one piece in each of these quantities."""
    vendor = VendorFactory()
    contents = [(ProductFactory(vendor=vendor, stock=stock), quantity) for quantity in quantities]
    return paid_without_a_bank(*contents, kinds=kinds)


def again(part):
    """As it is in the database now."""
    return VendorOrder.objects.get(pk=part.pk)
