"""The queue: files by age, with what the machine checked and how much is there. A constant number of queries."""

import django_filters
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from commerce.partner.models import Partner
from commerce.registration.back_office.access import FilesPolicy, ValidatorsOnly
from commerce.registration.checks import UNKNOWN, WRONG, checks_of
from commerce.registration.models import Registration
from commerce.requirements.listing import complete_among, states_of

PER_PAGE = 50
COMPLETE, INCOMPLETE = "complete", "incomplete"


class FileFilter(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("État"), choices=Registration.Status.choices)
    older = django_filters.NumberFilter(
        label=_("Envoyée depuis au moins (jours)"), method="by_age", min_value=0, max_value=3650
    )
    pieces = django_filters.ChoiceFilter(
        label=_("Pièces et réponses"),
        method="by_completeness",
        choices=[(COMPLETE, _("complètes")), (INCOMPLETE, _("incomplètes"))],
    )

    class Meta:
        model = Registration
        fields = []

    def by_age(self, queryset, _name, days):
        """Sent at least so many days ago."""
        return queryset.filter(submitted_at__lte=timezone.now() - timezone.timedelta(days=int(days)))

    def by_completeness(self, queryset, _name, value):
        """Whether every blocking requirement is met."""
        vendors = Partner.objects.filter(registration__in=queryset.order_by().values("pk"))
        complete = complete_among(vendors.prefetch_related("plan"), now=timezone.now())
        return queryset.filter(vendor__in=complete) if value == COMPLETE else queryset.exclude(vendor__in=complete)


class OfPage(Column):
    """A cell computed for all rows of the page at once: `cells(row)` is asked of the view."""

    def __init__(self, name, label, read):
        super().__init__(name, label=label, accessor=read)


def age_in_words(file):
    """Days since the file was sent; since it was begun, for one that nobody sent."""
    days = (timezone.localdate() - timezone.localdate(file.submitted_at or file.started_at)).days
    return gettext("aujourd’hui") if not days else ngettext("%(n)s jour", "%(n)s jours", days) % {"n": days}


def checks_in_words(file):
    """Only what isn't good, or that all is."""
    odd = [f"{check.mark} {check.label}" for check in file.checks if check.outcome in (WRONG, UNKNOWN)]
    return ", ".join(odd) if odd else gettext("✓ tout est bon")


def completeness_in_words(file):
    """Requirements met, of all that block."""
    blocking = [state for state in file.requirements if state.is_blocking]
    return f"{sum(state.is_met for state in blocking)} / {len(blocking)}"


class Queue(ValidatorsOnly, IndexView):
    """Every file, the longest-waiting one first; the menu leads to those that wait for a decision."""

    model = Registration
    page_title = _("Inscriptions")
    header_icon = "tasks"
    paginate_by = PER_PAGE
    any_permission_required = ["view"]
    index_url_name = "registrations:queue"
    index_results_url_name = "registrations:queue_results"
    permission_policy = FilesPolicy(Registration)
    default_ordering = "submitted_at"
    search_fields = ["vendor__name", "vendor__legal_name", "vendor__siret", "vendor__email", "vendor__town"]
    search_backend_name = None
    filterset_class = FileFilter

    @cached_property
    def columns(self):
        """Name, state, age, checks, completeness."""
        return [
            TitleColumn(
                "vendor", label=_("Boutique"), accessor="vendor.name", url_name="registrations:file", get_url=None
            ),
            Column("status", label=_("État"), accessor="get_status_display", sort_key="status"),
            OfPage("age", _("Âge"), age_in_words),
            OfPage("checks", _("Contrôles"), checks_in_words),
            OfPage("complete", _("Pièces"), completeness_in_words),
        ]

    def get_base_queryset(self):
        """With vendors and plans."""
        return Registration.objects.select_related("vendor__plan")

    def get_breadcrumbs_items(self):
        """Home, then here."""
        return [WagtailAdminTemplateMixin.breadcrumbs_items[0], {"label": self.get_page_title(), "url": ""}]

    def get_context_data(self, *args, **kwargs):
        """What the cells of the page need, fetched for all its rows at once."""
        context = super().get_context_data(*args, **kwargs)
        files = list(context["object_list"])
        checks, states = checks_of(files), states_of([file.vendor for file in files], now=timezone.now())
        for file in files:
            file.checks, file.requirements = checks[file.pk], states[file.vendor_id]
        return {**context, "object_list": files}
