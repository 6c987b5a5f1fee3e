"""What settlement couldn't do: the list, and one incident."""

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn, TitleColumn

from commerce.settlement.back_office.pages import MoneyList, MoneyPage
from commerce.settlement.back_office.pieces import (
    Facts,
)
from commerce.settlement.models import Incident


class IncidentFilter(WagtailFilterSet):
    open = django_filters.BooleanFilter(
        label=gettext_lazy("Encore ouvert"), field_name="solved_at", lookup_expr="isnull"
    )

    class Meta:
        model = Incident
        fields = []


class Incidents(MoneyList):
    """What settlement couldn't do, since when and how often."""

    model = Incident
    url_name, detail_name = "incidents", "incident"
    default_ordering = "-last_seen_at"
    search_fields = ["subject", "message"]
    filterset_class = IncidentFilter
    list_display = [
        TitleColumn("title", label=gettext_lazy("Objet"), sort_key="subject", url_name="money:incident"),
        "message",
        "occurrences",
        DateColumn("last_seen_at", label=gettext_lazy("Dernière fois"), sort_key="last_seen_at"),
        DateColumn("solved_at", label=gettext_lazy("Résolu"), sort_key="solved_at"),
    ]


class IncidentPage(MoneyPage):
    """What settlement couldn't do. It is closed by the first run that gets through, not by hand."""

    parent = (gettext_lazy("Incidents"), "money:incidents")

    @cached_property
    def incident(self):
        """The incident."""
        return get_object_or_404(Incident, pk=self.kwargs["pk"])

    def get_page_title(self):
        """What is in trouble."""
        return self.incident.title

    def panels(self):
        """Since when, how often, why."""
        one = self.incident
        rows = [
            (_("Message"), one.message),
            (_("Depuis"), one.first_seen_at),
            (_("Dernière fois"), one.last_seen_at),
            (_("Fois"), one.occurrences),
            (_("Résolu"), one.solved_at or _("pas encore : le premier passage qui réussit le ferme")),
        ]
        return [Facts(_("Incident"), rows)]
