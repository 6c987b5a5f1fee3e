"""Money that people moved by decision: the list, and one decision."""

from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from commerce.money_format import euros
from commerce.settlement.back_office.access import MOVE
from commerce.settlement.back_office.columns import Euros, Words, amount_filter
from commerce.settlement.back_office.pages import MoneyList, MoneyPage
from commerce.settlement.back_office.pieces import (
    Button,
    Facts,
    Journals,
    journals_by_key,
    link,
)
from commerce.settlement.models import Adjustment


class AdjustmentFilter(WagtailFilterSet):
    amount = amount_filter(gettext_lazy("Montant, en euros"), F("amount_cents"))

    class Meta:
        model = Adjustment
        fields = ["kind", "vendor"]


class Adjustments(MoneyList):
    """Money that people moved by decision, and who agreed."""

    model = Adjustment
    url_name, detail_name = "adjustments", "adjustment"
    default_ordering = "-pk"
    search_fields = ["reason", "vendor__name"]
    filterset_class = AdjustmentFilter
    list_display = [
        "__str__",
        "kind",
        Words("vendor", gettext_lazy("Artisan"), lambda adjustment: adjustment.vendor.name),
        Euros("amount_cents", gettext_lazy("Montant"), sort_key="amount_cents"),
        "reason",
        Words("by", gettext_lazy("Proposée par"), lambda adjustment: adjustment.proposed_by.get_full_name()),
        Words("state", gettext_lazy("État"), lambda adjustment: adjustment.state_in_words),
    ]

    def get_base_queryset(self):
        """With vendors and people."""
        return Adjustment.objects.select_related("vendor", "proposed_by")


class AdjustmentPage(MoneyPage):
    """Who asked for it and why, who agreed, what it did."""

    parent = (gettext_lazy("Régularisations"), "money:adjustments")

    @cached_property
    def adjustment(self):
        """The decision with everybody concerned."""
        found = Adjustment.objects.select_related(
            "vendor", "vendor_order", "debt", "refund", "proposed_by", "approved_by", "refused_by"
        )
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_page_title(self):
        """Its key."""
        return str(self.adjustment)

    def panels(self):
        """The decision and its journals."""
        one = self.adjustment
        user = self.request.user
        buttons = []
        if one.is_open and user.has_perm(MOVE):
            if user.pk != one.proposed_by_id:
                buttons.append(Button(_("Approuver"), reverse("money:approve", args=[one.pk])))
            buttons.append(Button(_("Refuser"), reverse("money:refuse", args=[one.pk]), is_serious=True))
        keys = [one.business_key, f"owed:{one.business_key}"]
        found = [Facts(_("Décision"), _adjustment_rows(one), buttons=buttons)]
        return [*found, Journals(_("Écritures au registre"), list(journals_by_key(keys)))]


def _adjustment_rows(one):
    part, refund = one.vendor_order, one.refund
    rows = [
        (_("Nature"), one.get_kind_display()),
        (_("Artisan"), link("vendor", one.vendor_id, one.vendor.name)),
        (_("Montant"), euros(one.amount_cents)),
        (_("Motif"), one.reason),
        (_("Proposée par"), f"{one.proposed_by.get_full_name()} ({one.proposed_by.email})"),
        (_("Proposée le"), one.proposed_at),
        (_("État"), one.state_in_words),
    ]
    if part:
        rows.append((_("Sous-commande"), link("vendor_order", part.pk, part.number)))
    if one.debt:
        rows.append((_("Dette"), one.debt.description))
    if answered_by := one.approved_by or one.refused_by:
        rows.append((_("Répondu par"), f"{answered_by.get_full_name()} ({answered_by.email})"))
        rows.append((_("Réponse"), one.answer or "—"))
    if refund:
        rows.append((_("Effet"), link("refund", refund.pk, refund.business_key)))
    return rows
