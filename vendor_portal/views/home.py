from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from commerce.catalogue.models import Product
from commerce.order.work import work_of
from commerce.partner.models import Partner
from commerce.partner.shelf import ShelfState, articles_of
from commerce.plans.models import Plan
from commerce.settlement.reasons import account_reasons
from commerce.settlement.statements import next_transfer
from vendor_portal.access import SESSION_KEY, VendorRequiredMixin, current_vendor, vendors_of

#: What the FAQ advises to open with.
ADVISED_PRODUCTS = 15
MOST_ALERTS = 6


class HomeView(TemplateView):
    """Today's work for a member; for everybody else, what the professional space is."""

    def get_template_names(self):
        return ["vendor_portal/home.html" if self.vendor else "vendor_portal/welcome.html"]

    def get(self, request, *args, **kwargs):
        self.vendor = current_vendor(request)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(vendor=self.vendor, **kwargs)
        if self.vendor is None:
            return {**context, "plans": Plan.objects.offered_on(timezone.localdate())}
        return {
            **context,
            "work": work_of(self.vendor, now=timezone.now()),
            "sold_out": articles_of(self.vendor, ShelfState.SOLD_OUT)[:MOST_ALERTS],
            "low": articles_of(self.vendor, ShelfState.LOW)[:MOST_ALERTS],
            "online_products": Product.objects.in_listings().filter(vendor=self.vendor).count(),
            "advised_products": ADVISED_PRODUCTS,
            "account_reasons": account_reasons(self.vendor),
            "transfer": next_transfer(self.vendor, now=timezone.now()),
            "today": timezone.localdate(),
            "vendors": vendors_of(self.request.user),
        }


class ChooseVendorView(VendorRequiredMixin, View):
    """For a person of several shops: work in another one."""

    http_method_names = ["post"]

    def post(self, request, pk):
        vendor = get_object_or_404(Partner.objects.of_member(request.user), pk=pk)
        request.session[SESSION_KEY] = vendor.pk
        messages.info(request, _("Vous travaillez maintenant pour %(shop)s.") % {"shop": vendor.name})
        return redirect("vendor_portal:home")
