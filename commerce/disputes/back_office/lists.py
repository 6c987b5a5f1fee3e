"""The operator's list of disputes, those to decide a filter away."""

import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from commerce.disputes.grounds import Ground
from commerce.disputes.models import OrderDispute
from commerce.disputes.states import Role, State
from commerce.disputes.turns import turn_of
from commerce.settlement.back_office.access import MoneyPolicy, OperatorsOnly
from commerce.settlement.back_office.columns import Words


class DisputeFilter(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("État"), choices=State.choices)
    ground = django_filters.MultipleChoiceFilter(label=_("Motif"), choices=Ground.choices)
    opened_by = django_filters.ChoiceFilter(
        label=_("Ouvert par"), choices=[(role.value, role.label) for role in (Role.BUYER, Role.VENDOR)]
    )

    class Meta:
        model = OrderDispute
        fields = []


def _whose_turn(dispute):
    turn = turn_of(dispute)
    return Role(turn[0]).label if turn else "—"


class Disputes(OperatorsOnly, IndexView):
    """Disputes between buyers and vendors, newest first."""

    model = OrderDispute
    page_title = _("Litiges entre acheteurs et artisans")
    header_icon = "comment"
    paginate_by = 50
    any_permission_required = ["view"]
    search_backend_name = None
    index_url_name = "disputes_office:disputes"
    index_results_url_name = "disputes_office:disputes_results"
    permission_policy = MoneyPolicy(OrderDispute)
    default_ordering = "-opened_at"
    search_fields = ["number", "vendor_order__vendor__name", "vendor_order__order__number"]
    filterset_class = DisputeFilter

    def get_base_queryset(self):
        """With what the cells show."""
        return OrderDispute.objects.select_related("vendor_order__vendor")

    def get_breadcrumbs_items(self):
        """Home, then here."""
        return [WagtailAdminTemplateMixin.breadcrumbs_items[0], {"label": self.get_page_title(), "url": ""}]

    @cached_property
    def columns(self):
        """Number, workshop, why, since when, state, whose turn, until when."""
        return [
            TitleColumn("number", label=_("Numéro"), url_name="disputes_office:dispute", get_url=None),
            Column("vendor", label=_("Atelier"), accessor="vendor_order.vendor.name"),
            Column("ground", label=_("Motif"), accessor="get_ground_display"),
            DateColumn("opened_at", label=_("Ouvert"), sort_key="opened_at"),
            Column("state", label=_("État"), accessor="get_state_display", sort_key="state"),
            Words("turn", _("C’est à"), _whose_turn),
            Words("until", _("Jusqu’au"), lambda each: (turn_of(each) or ("", None))[1] or "—"),
        ]
