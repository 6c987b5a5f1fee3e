"""What a simulation came to, in figures: the names are a contract with those who read the last line."""

from collections import Counter

from django.db.models import Sum

from commerce.ledger.models import Entry
from commerce.order.models import Order, VendorOrder
from commerce.settlement.models import Dispute, Payout, Refund, Release, Repayment, ReserveTransfer
from commerce.settlement.operations import Operation
from commerce.settlement.reconciliation import reconcile
from simulation import after_sales

SUCCEEDED = Operation.State.SUCCEEDED
Purpose = ReserveTransfer.Purpose


def count(days, mangopay):
    """Figures of the site's database and of what the local Mangopay did on request."""
    return {
        "orders_placed": Order.objects.count(),
        "orders_paid": Order.objects.filter(pay_in__state=SUCCEEDED).count(),
        "vendor_orders": VendorOrder.objects.count(),
        "released": Release.objects.filter(state=SUCCEEDED).count(),
        "paid_out": Payout.objects.filter(state=SUCCEEDED).count(),
        "refunds": Refund.objects.exclude(concluded_at=None).count(),
        "refunds_by_state": _by_state(),
        "chargebacks": Dispute.objects.count(),
        "reserve_advanced_cents": _sum(ReserveTransfer.objects.filter(state=SUCCEEDED, purpose=Purpose.TOP_UP)),
        "debts_repaid_cents": _sum(Repayment.objects.exclude(booked_at=None)),
        **mangopay.faults_done(),
        "ledger_entries": Entry.objects.count(),
        "difference_cents": reconcile().difference_cents,
        "after_sales": after_sales.figures(),
        "events": days.met(),
    }


def _by_state():
    """Refunds by where their money was, and those that wait still."""
    refunds = Refund.objects.values_list("path", "vendor_order", "concluded_at")
    return dict(
        Counter(
            "waiting" if done is None else "whole payment" if part is None else path for path, part, done in refunds
        )
    )


def _sum(rows):
    return rows.aggregate(total=Sum("amount_cents", default=0))["total"]
