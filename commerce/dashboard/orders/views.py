from decimal import Decimal

from django.db.models import Count, F, Sum
from oscar.apps.dashboard.orders import views

from commerce.order.models import Line


class OrderStatsView(views.OrderStatsView):
    """Figures over a period, by the status of vendor orders."""

    def get_stats(self, filters):
        orders = views.queryset_orders_for_user(self.request.user).filter(**filters)
        return {
            "total_orders": orders.count(),
            "total_lines": Line.objects.filter(order__in=orders).count(),
            "total_revenue": orders.aggregate(total=Sum("total_incl_tax"))["total"] or Decimal("0.00"),
            "order_status_breakdown": orders.order_by()
            .annotate(part_status=F("vendor_orders__status"))
            .values(status=F("part_status"))
            .annotate(freq=Count("id", distinct=True)),
        }
