"""The operator's figures of the day, read from vendor orders."""

from datetime import timedelta

from django.db.models import Count, F, Q, Sum

from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import Partner


def figures_of_the_day(*, now):
    """Sales of the last 24 hours in cents, vendor orders by state, shops by state: three queries."""
    day = VendorOrder.objects.filter(confirmed_at__gt=now - timedelta(days=1))
    sales = day.aggregate(
        sales_cents=Sum(F("goods_cents") + F("shipping_cents"), default=0),
        vendor_orders=Count("pk"),
        orders=Count("order", distinct=True),
    )
    states = dict(VendorOrder.objects.values_list("status").annotate(Count("pk")).order_by())
    shops = Partner.objects.aggregate(
        open_shops=Count("pk", filter=Q(status=Partner.Status.OPEN)),
        unverified_shops=Count("pk", filter=Q(kyc_level=Partner.KycLevel.LIGHT)),
    )
    return {
        **sales,
        **shops,
        "by_status": [(status.label, states.get(status.value, 0)) for status in VendorOrderStatus],
    }
