import csv

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import ListView

from commerce.money import to_euros
from commerce.order.models import VendorOrder
from commerce.partner.rights import Right
from commerce.settlement.balance import advice, balance_of
from commerce.settlement.reasons import account_reasons
from commerce.settlement.statements import earnings, next_transfer, transfers
from vendor_portal.access import VendorRequiredMixin

LATEST_TRANSFERS = 12


def sales_of(vendor):
    """The vendor's paid orders, newest first. Gift cards earn by what is bought with them."""
    return VendorOrder.objects.of_vendor(vendor).of_goods().select_related("order").order_by("-confirmed_at", "-pk")


class MoneyView(VendorRequiredMixin, ListView):
    """What each order earned, where that money is, and the transfers."""

    right = Right.MONEY
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
            "transfers": [(payout, advice(payout)) for payout in transfers(self.vendor)[:LATEST_TRANSFERS]],
            "balance": balance_of(self.vendor),
            "account_reasons": account_reasons(self.vendor),
        }


class StatementView(VendorRequiredMixin, View):
    """The same as a file for the accountant: one line per order, amounts in euros."""

    right = Right.MONEY

    def get(self, request):
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="releve-monquibus.csv"'
        answer.write("\ufeff")
        rows = csv.writer(answer, delimiter=";")
        rows.writerow(
            [
                _("Sous-commande"),
                _("Confirmée le"),
                _("Articles avant réductions"),
                _("Livraison avant réductions"),
                _("Réductions à votre charge"),
                _("Réductions à la charge de MonQuibus"),
                _("Payé par l’acheteur"),
                _("Commission hors taxe"),
                _("TVA sur la commission"),
                _("Complément de notre réserve"),
                _("Remboursé à l’acheteur"),
                _("Commission rendue, TVA comprise"),
                _("Retenu sur votre dette"),
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
    part, whole = earned.vendor_order, earned.whole
    amounts = [
        earned.gross_goods_cents,
        earned.gross_shipping_cents,
        part.borne_by_vendor_cents,
        part.borne_by_operator_cents,
        whole.total_cents,
        whole.commission_cents,
        whole.commission_vat_cents,
        whole.subsidy_cents,
        earned.refunded_cents,
        earned.returned_fees_cents,
        earned.kept_cents,
        earned.arriving_cents,
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
