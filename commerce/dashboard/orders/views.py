from decimal import Decimal

from django.contrib import messages
from django.db.models import Count, F, Sum
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from oscar.apps.dashboard.orders import views

from commerce.order.models import Line
from commerce.order.processing import NOT_HERE

#: What Oscar's pages would write beside the book: money, parcels and states.
CLOSED_ACTIONS = frozenset(
    {
        "change_order_status",
        "change_order_statuses",
        "change_line_statuses",
        "create_order_payment_event",
        "create_payment_event",
        "create_shipping_event",
    }
)


def refuse(request):
    """Say why nothing happened, with the way to where it can."""
    link = format_html('<a href="{}">{}</a>', reverse("money:home"), _("Ouvrir l’espace Argent"))
    messages.error(request, format_html("{} {}", NOT_HERE, link))


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


class OrderListView(views.OrderListView):
    """The list of orders: to search and download, not to change in bulk."""

    def post(self, request, *args, **kwargs):
        if request.POST.get("action", "").lower() in CLOSED_ACTIONS:
            refuse(request)
            return redirect("dashboard:order-list")
        return super().post(request, *args, **kwargs)


class OrderDetailView(views.OrderDetailView):
    """One order: to read and annotate. Whoever posts another action is told where it belongs."""

    def post(self, request, *args, **kwargs):
        asked = {request.POST.get("order_action"), request.POST.get("line_action")}
        if asked & CLOSED_ACTIONS:
            self.object = self.get_object()
            refuse(request)
            return self.reload_page()
        return super().post(request, *args, **kwargs)
