import csv

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import ListView

from commerce.money import to_euros
from commerce.order.models import VendorOrder
from commerce.settlement.reasons import account_reasons
from commerce.settlement.statements import earnings, next_transfer, transfers
from vendor_portal.access import VendorRequiredMixin

LATEST_TRANSFERS = 12


def sales_of(vendor):
    """The vendor's paid orders, newest first."""
    return VendorOrder.objects.of_vendor(vendor).select_related("order").order_by("-confirmed_at", "-pk")


class MoneyView(VendorRequiredMixin, ListView):
    """What each order earned, where that money is, and the transfers."""

    template_name = "vendor_portal/money.html"
    paginate_by = 25

    def get_queryset(self):
        return sales_of(self.vendor)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        now = timezone.now()
        return {
            **context,
            "earnings": earnings(context["object_list"], now=now),
            "transfer": next_transfer(self.vendor, now=now),
            "transfers": transfers(self.vendor)[:LATEST_TRANSFERS],
            "account_reasons": account_reasons(self.vendor),
        }


class StatementView(VendorRequiredMixin, View):
    """The same as a file for the accountant: one line per order, amounts in euros."""

    def get(self, request):
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="releve-monquibus.csv"'
        answer.write("\ufeff")
        rows = csv.writer(answer, delimiter=";")
        rows.writerow(
            [
                _("Sous-commande"),
                _("Confirmée le"),
                _("Articles"),
                _("Livraison"),
                _("Commission hors taxe"),
                _("TVA sur la commission"),
                _("Pour vous"),
                _("État"),
                _("Libérée le"),
                _("Virée le"),
                _("En attente"),
            ]
        )
        for earned in earnings(sales_of(self.vendor)):
            rows.writerow(_statement_row(earned))
        return answer


def _statement_row(earned):
    part, share = earned.vendor_order, earned.share
    amounts = [
        share.goods_cents,
        share.shipping_cents,
        share.commission_cents,
        share.commission_vat_cents,
        share.net_cents,
    ]
    return [
        part.number,
        f"{timezone.localdate(part.confirmed_at):%d/%m/%Y}",
        *(str(to_euros(cents)).replace(".", ",") for cents in amounts),
        part.get_status_display(),
        f"{timezone.localdate(earned.released_at):%d/%m/%Y}" if earned.released_at else "",
        f"{earned.payout.day:%d/%m/%Y}" if earned.is_paid_out else "",
        ", ".join(map(str, earned.reasons)),
    ]
