"""Pages of the money room cost the same few queries, however much has happened."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.order.models import VendorOrder
from commerce.settlement import debts, incidents
from commerce.settlement.models import Debt, PayIn, Payout, Refund
from tests.commerce.settlement.orders import DUE
from tests.commerce.settlement.test_figures import grow
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db
MANY = 12


def asked(client, name, *args):
    address = reverse(f"money:{name}", args=args)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def more(vendor, count):
    """Vendor orders with failed releases, refunds, debts, payouts and incidents."""
    grow(vendor, count)
    for part in VendorOrder.objects.filter(vendor=vendor, refunds=None).select_related("order"):
        debts.owe(
            vendor,
            kind=Debt.Kind.REFUND,
            business_key=f"debt:{part.number}",
            amount_cents=100,
            description="Essai",
            now=DUE,
        )
        incidents.note(f"release:{part.number}", "Refused", now=DUE)


@pytest.mark.parametrize("name", ["home", "vendor_orders", "releases", "debts", "incidents", "vendors", "reserve"])
def test_a_list_asks_as_much_for_many_rows_as_for_few(operator, name):
    vendor = VendorFactory()
    more(vendor, 2)
    few = asked(operator, name)
    more(vendor, MANY)
    VendorFactory.create_batch(3)
    assert asked(operator, name) == few


def test_a_vendors_page_asks_as_much_after_years_as_after_a_day(operator):
    vendor = VendorFactory()
    more(vendor, 2)
    Payout.objects.create(vendor=vendor, day=DUE.date(), business_key="payout:1", amount_cents=1, state="failed")
    few = asked(operator, "vendor", vendor.pk)
    more(vendor, MANY)
    for number in range(2, MANY):
        day = DUE.date() + timedelta(days=number)
        Payout.objects.create(vendor=vendor, day=day, business_key=f"payout:{number}", amount_cents=1)
    assert asked(operator, "vendor", vendor.pk) == few


def test_a_vendor_order_asks_as_much_with_many_refunds_as_with_few(operator):
    vendor = VendorFactory()
    grow(vendor, 1)
    part = VendorOrder.objects.get()

    def refunded(*numbers):
        for number in numbers:
            Refund.objects.create(
                business_key=f"refund:{part.number}:{number}",
                pay_in=pay_in,
                vendor_order=part,
                reason=Refund.Reason.GESTURE,
                goods_cents=1,
                decided_at=DUE,
            )

    pay_in = pay_in_of(part)
    refunded(1, 2)
    few = asked(operator, "vendor_order", part.pk), asked(operator, "payin", pay_in.pk)
    refunded(*range(3, MANY))
    assert (asked(operator, "vendor_order", part.pk), asked(operator, "payin", pay_in.pk)) == few


def pay_in_of(part):
    return PayIn.objects.create(
        order=part.order,
        business_key=f"payin:{part.order.number}",
        amount_cents=4690,
        state=PayIn.State.SUCCEEDED,
        expires_at=DUE,
    )
