"""Messages that one side reported, oldest first: what waits is a filter away."""

import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from commerce.conversation.models import AbuseReport
from commerce.moderation.back_office.access import ModeratorsOnly, ModeratorsPolicy


class AbuseReportFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("État"), choices=AbuseReport.State.choices)

    class Meta:
        model = AbuseReport
        fields = []


class AbuseReports(ModeratorsOnly, IndexView):
    """Every reported message."""

    model = AbuseReport
    page_title = _("Messages signalés")
    header_icon = "mail"
    paginate_by = 50
    any_permission_required = ["view"]
    search_backend_name = None
    index_url_name = "conversation_office:reports"
    index_results_url_name = "conversation_office:reports_results"
    permission_policy = ModeratorsPolicy(AbuseReport)
    default_ordering = "received_at"
    search_fields = ["reference", "message__conversation__vendor__name"]
    filterset_class = AbuseReportFilter

    def get_base_queryset(self):
        """With what the cells show."""
        return AbuseReport.objects.select_related("message__conversation__vendor")

    def get_breadcrumbs_items(self):
        """Home, then here."""
        return [WagtailAdminTemplateMixin.breadcrumbs_items[0], {"label": self.get_page_title(), "url": ""}]

    @cached_property
    def columns(self):
        """Number, workshop, who wrote, reason, since when, state, decision."""
        return [
            TitleColumn("reference", label=_("Numéro"), url_name="conversation_office:report", get_url=None),
            Column("vendor", label=_("Atelier"), accessor="message.conversation.vendor.name"),
            Column("writer", label=_("Écrit par"), accessor="message.get_side_display"),
            Column("ground", label=_("Raison"), accessor="get_ground_display"),
            DateColumn("received_at", label=_("Reçu"), sort_key="received_at"),
            Column("state", label=_("État"), accessor="get_state_display"),
            Column("measure", label=_("Décision"), accessor="get_measure_display"),
        ]
