"""What vendors owe."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn

from commerce.settlement.back_office.columns import Euros, Words, amount_filter
from commerce.settlement.back_office.pages import MoneyList
from commerce.settlement.models import Debt


class DebtFilter(WagtailFilterSet):
    amount = amount_filter(_("Montant, en euros"), F("amount_cents"))

    class Meta:
        model = Debt
        fields = ["kind", "vendor"]


class Debts(MoneyList):
    """What vendors owe."""

    model = Debt
    url_name = "debts"
    default_ordering = "-pk"
    search_fields = ["business_key", "description", "vendor__name"]
    filterset_class = DebtFilter
    list_display = [
        "description",
        Words("vendor", _("Artisan"), lambda debt: debt.vendor.name),
        "kind",
        Euros("amount_cents", _("Dû"), sort_key="amount_cents"),
        Euros("open_cents", _("Reste dû")),
        DateColumn("owed_at", label=_("Depuis"), sort_key="owed_at"),
    ]

    def get_base_queryset(self):
        """With the vendors."""
        return Debt.objects.select_related("vendor")

    def get_inspect_url(self, instance):
        """The vendor's page tells of its debts."""
        return reverse("money:vendor", args=[instance.vendor_id])
