"""The operator's list of withdrawals, the pressing ones a filter away."""

import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from commerce.settlement.back_office.access import MoneyPolicy, OperatorsOnly
from commerce.settlement.back_office.columns import Words
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import Role, State
from commerce.withdrawal.turns import turn_of


class WithdrawalFilter(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("État"), choices=State.choices)

    class Meta:
        model = Withdrawal
        fields = []


def _whose_turn(withdrawal):
    turn = turn_of(withdrawal)
    return Role(turn[0]).label if turn else "—"


class Withdrawals(OperatorsOnly, IndexView):
    """Declarations and the returns that follow, newest first."""

    model = Withdrawal
    page_title = _("Rétractations et retours")
    header_icon = "rotate"
    paginate_by = 50
    any_permission_required = ["view"]
    search_backend_name = None
    index_url_name = "withdrawal_office:withdrawals"
    index_results_url_name = "withdrawal_office:withdrawals_results"
    permission_policy = MoneyPolicy(Withdrawal)
    default_ordering = "-declared_at"
    search_fields = ["number", "name", "email", "vendor_order__vendor__name"]
    filterset_class = WithdrawalFilter

    def get_base_queryset(self):
        """With what the cells show."""
        return Withdrawal.objects.select_related("vendor_order__vendor")

    def get_breadcrumbs_items(self):
        """Home, then here."""
        return [WagtailAdminTemplateMixin.breadcrumbs_items[0], {"label": self.get_page_title(), "url": ""}]

    @cached_property
    def columns(self):
        """Number, workshop, since when, state, whose turn, until when."""
        return [
            TitleColumn("number", label=_("Numéro"), url_name="withdrawal_office:withdrawal", get_url=None),
            Column("vendor", label=_("Atelier"), accessor="vendor_order.vendor.name"),
            DateColumn("declared_at", label=_("Déclarée"), sort_key="declared_at"),
            Column("state", label=_("État"), accessor="get_state_display", sort_key="state"),
            Words("turn", _("C’est à"), _whose_turn),
            Words("until", _("Jusqu’au"), lambda each: (turn_of(each) or ("", None))[1] or "—"),
        ]
