"""One dispute: what the bank says, until when to answer, what it concerns, and what can be done."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn

from commerce.money_format import euros
from commerce.settlement import trail
from commerce.settlement.back_office.access import MOVE
from commerce.settlement.back_office.columns import Euros, Words
from commerce.settlement.back_office.pages import MoneyList, MoneyPage
from commerce.settlement.back_office.pieces import (
    Button,
    Facts,
    Journals,
    Table,
    journals_by_key,
    link,
    operations_table,
)
from commerce.settlement.back_office.vendor_orders import refunds_table
from commerce.settlement.dispute_words import reason_in_words
from commerce.settlement.models import Dispute


def loss_in_words(dispute):
    """What of it nobody but the operator could pay."""
    return euros(dispute.loss_cents) if dispute.loss_cents else "—"


class DisputeFilter(WagtailFilterSet):
    class Meta:
        model = Dispute
        fields = ["status", "result"]


class Disputes(MoneyList):
    """Payments that buyers' banks took back."""

    model = Dispute
    url_name, detail_name = "disputes", "dispute"
    default_ordering = "-pk"
    search_fields = ["resource_id", "pay_in__order__number"]
    filterset_class = DisputeFilter
    list_display = [
        "resource_id",
        Words("order", gettext_lazy("Commande"), lambda dispute: dispute.pay_in.order.number),
        Euros("disputed_cents", gettext_lazy("Contesté"), sort_key="disputed_cents"),
        "status",
        "result",
        Words("loss", gettext_lazy("Perte de MonQuibus"), loss_in_words),
        DateColumn("contest_deadline_at", label=gettext_lazy("Répondre avant"), sort_key="contest_deadline_at"),
    ]

    def get_base_queryset(self):
        """With the orders."""
        return Dispute.objects.select_related("pay_in__order")


@dataclass(frozen=True)
class DisputeAction:
    """Something that another package can do about a dispute: a label and the name of a view that takes its key.

    `applies_to(dispute)` says whether the button is shown.
    """

    label: str
    url_name: str
    applies_to: object = staticmethod(lambda dispute: dispute.awaits_us)


#: Packages above settlement append theirs when they are ready.
dispute_actions = []


class DisputePage(MoneyPage):
    """A payment that the buyer's bank took back."""

    parent = (gettext_lazy("Litiges bancaires"), "money:disputes")

    @cached_property
    def dispute(self):
        """The dispute with its order."""
        return get_object_or_404(Dispute.objects.select_related("pay_in__order"), pk=self.kwargs["pk"])

    def get_page_title(self):
        """Mangopay's identifier."""
        return self.dispute.resource_id

    def panels(self):
        """The bank's words, the parts concerned, what settled it, journals."""
        dispute = self.dispute
        known = trail.of_dispute(dispute)
        may_move = self.request.user.has_perm(MOVE)
        return [
            _facts(dispute, _buttons(dispute) if may_move else []),
            _parts(dispute),
            refunds_table(known.refunds),
            operations_table(known.operations, may_retry=may_move),
            Journals(_("Écritures au registre"), list(journals_by_key(known.keys))),
        ]


def _facts(dispute, buttons):
    rows = [
        (_("Commande"), link("payin", dispute.pay_in_id, dispute.pay_in.order.number)),
        (_("Motif de la banque"), reason_in_words(dispute)),
        (_("Message de la banque"), dispute.reason_message or "—"),
        (_("Type"), dispute.get_dispute_type_display()),
        (_("Contesté"), euros(dispute.disputed_cents)),
        (_("Défendu par nous"), euros(dispute.contested_cents)),
        (_("État"), dispute.get_status_display()),
        (_("Issue"), dispute.get_result_display() if dispute.result else "—"),
        (_("Répondre avant"), dispute.contest_deadline_at or "—"),
        (_("Dossier envoyé"), dispute.file_sent_at or "—"),
        (_("Si le litige est perdu, à la charge de"), dispute.get_bearer_display()),
        (_("Soldé"), dispute.settled_at or "—"),
        (_("Perte de MonQuibus"), loss_in_words(dispute)),
    ]
    return Facts(_("Litige"), rows, buttons=buttons)


def _buttons(dispute):
    buttons = [
        Button(action.label, reverse(action.url_name, args=[dispute.pk]))
        for action in dispute_actions
        if action.applies_to(dispute)
    ]
    if not dispute.closed_at:
        buttons.append(Button(_("Changer qui le porte"), reverse("money:bearer", args=[dispute.pk])))
    if dispute.awaits_us:
        buttons.append(Button(_("Accepter la perte"), reverse("money:give_up", args=[dispute.pk]), is_serious=True))
    return buttons


def _parts(dispute):
    found = dispute.pay_in.order.vendor_orders.select_related("vendor", "release").prefetch_related("parcels")
    rows = [
        [
            link("vendor_order", part.pk, part.number),
            part.vendor.name,
            euros(part.total_cents),
            euros(part.refunded_cents),
            part.get_status_display(),
            part.tracking_number or "—",
        ]
        for part in found.order_by("pk")
    ]
    return Table(
        _("Sous-commandes concernées"),
        [_("Numéro"), _("Artisan"), _("Payé"), _("Rendu"), _("État"), _("Suivi")],
        rows,
        numeric=(2, 3),
    )
