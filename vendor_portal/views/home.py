from datetime import date, datetime

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from commerce.announcements.board import addressed_to, put_away, unread
from commerce.catalogue.models import Product
from commerce.communication.shops import unread_count
from commerce.order.sales import sales_of_month
from commerce.order.work import work_of
from commerce.partner.holidays import soon
from commerce.partner.models import Partner
from commerce.partner.rights import Right
from commerce.partner.shelf import ShelfState, articles_of, shelf_counts
from commerce.plans.models import Plan
from commerce.settlement.reasons import account_reasons
from commerce.settlement.statements import next_transfer
from vendor_portal.access import SESSION_KEY, VendorRequiredMixin, current_vendor, rights_of, vendors_of
from vendor_portal.charts import month_chart
from vendor_portal.menu import menu_of
from vendor_portal.today import tasks_of
from vendor_portal.views.registration import file_of, progress_of

#: What the FAQ advises to open with.
ADVISED_PRODUCTS = 15
OLDEST = date(2020, 1, 1)
MOST_ALERTS = 6
MOST_ORDERS = 12


class HomeView(TemplateView):
    """Today's work for a member; for everybody else, what the professional space is."""

    def get_template_names(self):
        return ["vendor_portal/home.html" if self.vendor else "vendor_portal/welcome.html"]

    def get(self, request, *args, **kwargs):
        self.vendor = current_vendor(request)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(vendor=self.vendor, **kwargs)
        now = timezone.now()
        if self.vendor is None:
            return {**context, "plans": Plan.objects.offered_on(timezone.localdate(now))}
        known = {
            "work": work_of(self.vendor, now=now),
            "account_reasons": account_reasons(self.vendor),
            "shelf": shelf_counts(self.vendor),
        }
        return {
            **context,
            **known,
            **self.sales(timezone.localdate(now)),
            "tasks": tasks_of(self.vendor, role=self.vendor.member_role, now=now, **known),
            "announcements": unread(self.vendor, self.request.user, now=now),
            "may": rights_of(self.vendor.member_role),
            "menu": menu_of(
                self.vendor,
                self.vendor.member_role,
                self.request.path,
                unread=unread_count(self.vendor, self.request.user, self.vendor.member_role),
            ),
            "sold_out": articles_of(self.vendor, ShelfState.SOLD_OUT)[:MOST_ALERTS],
            "low": articles_of(self.vendor, ShelfState.LOW)[:MOST_ALERTS],
            "online_products": Product.objects.in_listings().filter(vendor=self.vendor).count(),
            "advised_products": ADVISED_PRODUCTS,
            "most_orders": MOST_ORDERS,
            "shown_orders": f":{MOST_ORDERS}",
            "holiday": self.vendor.holiday,
            "coming": soon(self.vendor, now=now),
            "transfer": next_transfer(self.vendor, now=now),
            "today": timezone.localdate(now),
            "vendors": vendors_of(self.request.user),
            **self.registration(),
        }

    def sales(self, today):
        """The asked month of sales, or this one, with its picture; nothing for a shop that never opened."""
        if self.vendor.status == Partner.Status.DRAFT:
            return {}
        month = asked_month(self.request.GET.get("mois", ""), today)
        sales = sales_of_month(self.vendor, month)
        return {"sales": sales, "chart": month_chart(sales), "has_next": sales.following <= today}

    def registration(self):
        """How far a shop in preparation is; nothing for the others."""
        file = file_of(self.vendor) if self.vendor.status == Partner.Status.DRAFT else None
        return progress_of(file) if file else {}


def asked_month(text, today):
    """The first day of a month written as 2026-11; this month for anything odd, for the future and before `OLDEST`."""
    try:
        month = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007
    except ValueError:
        return today.replace(day=1)
    return month if OLDEST <= month <= today else today.replace(day=1)


class DismissView(VendorRequiredMixin, View):
    """Put an announcement away."""

    right = Right.ENTER
    http_method_names = ["post"]

    def post(self, request, pk):
        now = timezone.now()
        put_away(get_object_or_404(addressed_to(self.vendor, now=now), pk=pk), request.user, now=now)
        return redirect("vendor_portal:home")


class ChooseVendorView(VendorRequiredMixin, View):
    """For a person of several shops: work in another one."""

    right = Right.ENTER
    http_method_names = ["post"]

    def post(self, request, pk):
        vendor = get_object_or_404(Partner.objects.of_member(request.user), pk=pk)
        request.session[SESSION_KEY] = vendor.pk
        messages.info(request, _("Vous travaillez maintenant pour %(shop)s.") % {"shop": vendor.name})
        return redirect("vendor_portal:home")
