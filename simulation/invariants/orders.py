"""Orders, their goods and their mails."""

from django.db.models import Count, F, Sum

from commerce.communication.models import Mail
from commerce.money import to_cents
from commerce.order.models import Order
from commerce.partner.models import StockRecord
from commerce.settlement.models import PayIn

SUCCEEDED = PayIn.State.SUCCEEDED


def parts_are_the_whole(now):
    """The vendor orders of an order cost what the order costs."""
    orders = Order.objects.annotate(parts=Sum(F("vendor_orders__goods_cents") + F("vendor_orders__shipping_cents")))
    return all(order.parts == to_cents(order.total_incl_tax) for order in orders)


def nobody_pays_for_nothing(now):
    """Money that was taken belongs to a confirmed order or went back."""
    paid = PayIn.objects.filter(state=SUCCEEDED).select_related("order")
    paid = paid.prefetch_related("refunds", "order__vendor_orders")
    return all(_is_owed(pay_in) or _went_back(pay_in) for pay_in in paid)


def _is_owed(pay_in):
    return all(part.confirmed_at for part in pay_in.order.vendor_orders.all())


def _went_back(pay_in):
    return any(refund.vendor_order_id is None and refund.is_done for refund in pay_in.refunds.all())


def no_goods_without_payment(now):
    """Whatever was confirmed was paid."""
    confirmed = Order.objects.filter(vendor_orders__confirmed_at__isnull=False)
    return not confirmed.exclude(pay_in__state=SUCCEEDED).exists()


def stock_is_never_sold_twice(now):
    """Nothing is reserved that isn't there, and reservations are those of orders that wait for their goods."""
    reserved = StockRecord.objects.annotate(waiting=Sum("line__num_allocated", default=0))
    return not reserved.exclude(waiting=F("num_allocated")).exists()


def stock_is_the_sum_of_its_journal(now):
    """Every figure on the shelf is explained by its movements, and no movement is about something else."""
    records = StockRecord.objects.annotate(
        counted=Sum("movements__stock_change", default=0), held=Sum("movements__reserved_change", default=0)
    )
    figures = records.values_list("num_in_stock", "num_allocated", "counted", "held")
    return all((stock or 0, reserved or 0) == (counted, held) for stock, reserved, counted, held in figures)


def one_mail_per_event_and_person(now):
    """Nobody reads the same news twice, and nothing that was decided stays unsent."""
    doubled = Mail.objects.values("event", "key", "recipient").annotate(n=Count("pk")).filter(n__gt=1)
    return not doubled.exists() and not Mail.objects.filter(sent_at__isnull=True).exists()
