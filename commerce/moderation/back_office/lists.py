"""The lists of the room: pieces to read, reports, reasons that were given."""

import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from commerce.moderation.back_office.access import ModeratorsOnly, ModeratorsPolicy
from commerce.moderation.models import PieceCheck, Report, Statement


class _List(ModeratorsOnly, IndexView):
    header_icon = "view"
    paginate_by = 50
    any_permission_required = ["view"]
    search_backend_name = None
    related = ()

    def get_base_queryset(self):
        """With what the cells show."""
        return self.model.objects.select_related(*self.related)

    def get_breadcrumbs_items(self):
        """Home, then here."""
        return [WagtailAdminTemplateMixin.breadcrumbs_items[0], {"label": self.get_page_title(), "url": ""}]


class CheckFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("État"), choices=PieceCheck.State.choices)
    kind = django_filters.ChoiceFilter(label=_("Objet"), choices=PieceCheck.Kind.choices)

    class Meta:
        model = PieceCheck
        fields = []


class Checks(_List):
    """Pieces and changes, the longest-waiting one first."""

    model = PieceCheck
    page_title = _("Pièces à relire")
    index_url_name = "moderation_office:checks"
    index_results_url_name = "moderation_office:checks_results"
    permission_policy = ModeratorsPolicy(PieceCheck)
    default_ordering = "asked_at"
    search_fields = ["product__title", "product__vendor__name"]
    filterset_class = CheckFilter
    related = ("product__vendor",)

    @cached_property
    def columns(self):
        """Piece, workshop, what it is, since when, state."""
        return [
            TitleColumn("product", label=_("Pièce"), url_name="moderation_office:check", get_url=None),
            Column("vendor", label=_("Atelier"), accessor="product.vendor.name"),
            Column("kind", label=_("Objet"), accessor="get_kind_display"),
            DateColumn("asked_at", label=_("Depuis"), sort_key="asked_at"),
            Column("state", label=_("État"), accessor="get_state_display"),
        ]


class ReportFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("État"), choices=Report.State.choices)

    class Meta:
        model = Report
        fields = []


class Reports(_List):
    """Reports, the longest-waiting one first."""

    model = Report
    page_title = _("Signalements")
    header_icon = "warning"
    index_url_name = "moderation_office:reports"
    index_results_url_name = "moderation_office:reports_results"
    permission_policy = ModeratorsPolicy(Report)
    default_ordering = "received_at"
    search_fields = ["reference", "title", "email"]
    filterset_class = ReportFilter

    @cached_property
    def columns(self):
        """Number, piece, reason, since when, state."""
        return [
            TitleColumn("reference", label=_("Numéro"), url_name="moderation_office:report", get_url=None),
            Column("title", label=_("Pièce")),
            Column("ground", label=_("Raison"), accessor="get_ground_display"),
            DateColumn("received_at", label=_("Reçu"), sort_key="received_at"),
            Column("state", label=_("État"), accessor="get_state_display"),
        ]


class Statements(_List):
    """Every restriction with its reasons, newest first."""

    model = Statement
    page_title = _("Exposés des motifs")
    header_icon = "doc-full"
    index_url_name = "moderation_office:statements"
    index_results_url_name = "moderation_office:statements_results"
    permission_policy = ModeratorsPolicy(Statement)
    default_ordering = "-stated_at"
    search_fields = ["title", "vendor__name"]
    related = ("vendor", "stated_by")

    @cached_property
    def columns(self):
        """When, piece, workshop, measure, reason, text."""
        return [
            DateColumn("stated_at", label=_("Le"), sort_key="stated_at"),
            Column("title", label=_("Pièce")),
            Column("vendor", label=_("Atelier"), accessor="vendor.name"),
            Column("measure", label=_("Mesure"), accessor="get_measure_display"),
            Column("ground", label=_("Raison"), accessor="get_ground_display"),
            Column("text", label=_("Faits")),
        ]
