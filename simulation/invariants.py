"""What must hold after any number of days and faults: functions of the database that answer yes or no."""

from django.db.models import Count, F, Sum
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.ledger.models import Journal
from commerce.money import to_cents
from commerce.order.models import Order, VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import Partner, StockRecord
from commerce.settlement import reconciliation
from commerce.settlement.calendar import release_due_on
from commerce.settlement.models import PayIn, Payout, Release
from commerce.settlement.operations import Operation

SUCCEEDED = Operation.State.SUCCEEDED


def ledger_agrees_with_wallets(now):
    """Every account holds what its wallet holds, to the cent."""
    return reconciliation.reconcile().difference_cents == 0


def journals_sum_to_zero(now):
    """No journal makes or loses a cent."""
    return not Journal.objects.annotate(total=Sum("entries__amount_cents")).exclude(total=0).exists()


def parts_are_the_whole(now):
    """The vendor orders of an order cost what the order costs."""
    orders = Order.objects.annotate(parts=Sum(F("vendor_orders__goods_cents") + F("vendor_orders__shipping_cents")))
    return all(order.parts == to_cents(order.total_incl_tax) for order in orders)


def nobody_pays_for_nothing(now):
    """Money that was taken belongs to a confirmed order or went back."""
    paid = PayIn.objects.filter(state=SUCCEEDED).select_related("refund").prefetch_related("order__vendor_orders")
    return all(_is_owed(pay_in) or _went_back(pay_in) for pay_in in paid)


def _is_owed(pay_in):
    return all(part.confirmed_at for part in pay_in.order.vendor_orders.all())


def _went_back(pay_in):
    return hasattr(pay_in, "refund") and pay_in.refund.state == SUCCEEDED


def no_goods_without_payment(now):
    """Whatever was confirmed was paid."""
    confirmed = Order.objects.filter(vendor_orders__confirmed_at__isnull=False)
    return not confirmed.exclude(pay_in__state=SUCCEEDED).exists()


def each_share_is_released_once(now):
    """A release moves exactly what its vendor order cost, and none exists for goods that weren't received."""
    released = Release.objects.filter(state=SUCCEEDED).select_related("vendor_order")
    return all(
        release.vendor_order.received_at and release.amount_cents == release.vendor_order.total_cents
        for release in released
    )


def shares_are_released_on_their_day(now):
    """Nothing that is due waits: vendors who can be paid have been."""
    today = timezone.localdate(now)
    received = VendorOrder.objects.filter(
        status=VendorOrderStatus.RECEIVED,
        vendor__kyc_level=Partner.KycLevel.REGULAR,
        vendor__recipient_is_active=True,
    ).select_related("release")
    due = [part for part in received if release_due_on(part) <= today]
    return all(hasattr(part, "release") and part.release.state == SUCCEEDED for part in due)


def payouts_pay_what_was_released(now):
    """A payout that succeeded carries the net of its releases, and no release is in two of them."""
    payouts = Payout.objects.filter(state=SUCCEEDED).prefetch_related("releases")
    return all(
        payout.amount_cents == sum(release.net_cents for release in payout.releases.all()) for payout in payouts
    )


def stock_is_never_sold_twice(now):
    """Nothing is reserved that isn't there, and reservations are those of orders that wait for their goods."""
    reserved = StockRecord.objects.annotate(waiting=Sum("line__num_allocated", default=0))
    return not reserved.exclude(waiting=F("num_allocated")).exists()


def one_mail_per_event_and_person(now):
    """Nobody reads the same news twice, and nothing that was decided stays unsent."""
    doubled = Mail.objects.values("event", "key", "recipient").annotate(n=Count("pk")).filter(n__gt=1)
    return not doubled.exists() and not Mail.objects.filter(sent_at__isnull=True).exists()


INVARIANTS = (
    ledger_agrees_with_wallets,
    journals_sum_to_zero,
    parts_are_the_whole,
    nobody_pays_for_nothing,
    no_goods_without_payment,
    each_share_is_released_once,
    shares_are_released_on_their_day,
    payouts_pay_what_was_released,
    stock_is_never_sold_twice,
    one_mail_per_event_and_person,
)


def check(now):
    """Every invariant by name, at a moment of the simulated time."""
    return {invariant.__name__: bool(invariant(now)) for invariant in INVARIANTS}
