"""What a simulation came to, in figures: the names are a contract with those who read the last line."""

from commerce.ledger.models import Entry
from commerce.order.models import Order, VendorOrder
from commerce.settlement.models import Payout, Refund, Release
from commerce.settlement.operations import Operation
from commerce.settlement.reconciliation import reconcile

SUCCEEDED = Operation.State.SUCCEEDED


def count(days, mangopay):
    """Figures of the site's database and of what the local Mangopay did on request."""
    return {
        "orders_placed": Order.objects.count(),
        "orders_paid": Order.objects.filter(pay_in__state=SUCCEEDED).count(),
        "vendor_orders": VendorOrder.objects.count(),
        "released": Release.objects.filter(state=SUCCEEDED).count(),
        "paid_out": Payout.objects.filter(state=SUCCEEDED).count(),
        "refunds": Refund.objects.filter(state=SUCCEEDED).count(),
        **mangopay.faults_done(),
        "ledger_entries": Entry.objects.count(),
        "difference_cents": reconcile().difference_cents,
    }
