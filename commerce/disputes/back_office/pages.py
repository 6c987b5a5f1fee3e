"""One dispute as the operator reads it: the whole file, whose turn it is, and what can be decided."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from commerce.date_format import date_format
from commerce.disputes import case_file
from commerce.disputes.giving_back import left_in
from commerce.disputes.models import Exhibit, OrderDispute
from commerce.disputes.states import Role, actions_from
from commerce.disputes.timeline import steps_of, when_of
from commerce.disputes.turns import presumption_of, turn_in_words
from commerce.money_format import euros
from commerce.requirements.downloads import download_of
from commerce.settlement.back_office.access import MOVE, OperatorsOnly
from commerce.settlement.back_office.pages import MoneyPage
from commerce.settlement.back_office.pieces import Button, Facts, Table, link

ACTIONS = {
    "decide": (gettext_lazy("Trancher"), "disputes_office:decide"),
    "order_remedy": (gettext_lazy("Ordonner une solution"), "disputes_office:order_remedy"),
}


def crumbs(*rest):
    """Wagtail's home, the list, then `rest`."""
    home = MoneyPage.breadcrumbs_items[0]
    items = [(_("Litiges entre acheteurs et artisans"), reverse("disputes_office:disputes")), *rest]
    return [home, *({"label": label, "url": url} for label, url in items)]


class OfDispute:
    """Looks the dispute up."""

    @cached_property
    def dispute(self):
        """With its vendor and order."""
        found = OrderDispute.objects.select_related("vendor_order__vendor", "vendor_order__order__user")
        return get_object_or_404(found, pk=self.kwargs["pk"])


class DisputePage(OfDispute, MoneyPage):
    """The file: facts, pieces, what both say and show, parcels, returns, exchanges."""

    header_icon = "comment"

    def get_page_title(self):
        """Its number."""
        return self.dispute.number

    def get_breadcrumbs_items(self):
        """The list, itself."""
        return crumbs((self.dispute.number, ""))

    def panels(self):
        """What is known, what it is about, what was said, sent, sent back and written."""
        may_move = self.request.user.has_perm(MOVE)
        return [
            _facts(self.dispute, may_move),
            _lines(self.dispute),
            _steps(self.dispute),
            _parcels(self.dispute),
            _returns(self.dispute),
            _exchanges(self.dispute),
        ]


def _facts(dispute, may_move):
    part = dispute.vendor_order
    rows = [
        (_("Sous-commande"), link("vendor_order", part.pk, part.number)),
        (_("Atelier"), part.vendor.name),
        (_("Acheteur"), part.order.email),
        (_("Ouvert par"), dispute.get_opened_by_display()),
        (_("Ouvert le"), dispute.opened_at),
        (_("Motif"), dispute.get_ground_display()),
        (_("Demande"), dispute.get_wish_display() or "—"),
        (_("État"), dispute.get_state_display()),
        (_("À qui le tour"), turn_in_words(dispute, Role.OPERATOR) or "—"),
        (_("Reçue"), part.received_at or _("pas encore")),
        (_("Réception"), part.get_receipt_basis_display() or "—"),
        (_("Peut encore être rendu"), euros(left_in(dispute).total_cents)),
    ]
    if presumed_until := presumption_of(dispute):
        rows.append((_("Défaut présumé antérieur jusqu’au (art. L217-7)"), date_format(presumed_until, "j F Y")))
    if dispute.remedy:
        promised = f"{dispute.get_remedy_display()}, {date_format(dispute.remedy_by, 'j F Y')}"
        rows.append((_("Solution promise"), promised))
    if dispute.decision:
        rows.append((_("Motifs de la décision"), dispute.decision))
    return Facts(_("Litige"), rows, buttons=_buttons(dispute) if may_move else [])


def _buttons(dispute):
    names = actions_from(dispute.state, Role.OPERATOR, opener=dispute.opened_by)
    return [Button(label, reverse(view, args=[dispute.pk])) for label, view in map(ACTIONS.get, names)]


def _lines(dispute):
    rows = [[each.line.title, each.quantity] for each in dispute.lines.select_related("line").order_by("line")]
    return Table(_("Ce qui est en cause"), [_("Pièce"), _("Quantité")], rows, numeric=(1,))


def _steps(dispute):
    rows = [[when_of(step), label, step.words or "—", _files(dispute, step)] for step, label in steps_of(dispute)]
    return Table(_("Ce qui s’est dit et passé"), [_("Quand"), _("Étape"), _("Mots"), _("Photos et papiers")], rows)


def _files(dispute, step):
    address = "disputes_office:exhibit"
    shown = [_shown(reverse(address, args=[dispute.pk, each.pk]), each) for each in step.exhibits.all()]
    return format_html_join(" ", "{}", ((each,) for each in shown)) or "—"


def _shown(address, exhibit):
    if exhibit.is_picture:
        image = '<a href="{}"><img src="{}" alt="{}" width="120" height="120" loading="lazy"></a>'
        return format_html(image, address, address, exhibit.file_name)
    return format_html('<a href="{}">{}</a>', address, exhibit.file_name)


def _parcels(dispute):
    columns = [_("Colis"), _("Suivi"), _("Parti"), _("Arrivé"), _("Qui le dit")]
    rows = [[cell or "—" for cell in row] for row in case_file.parcels_of(dispute)]
    return Table(_("Colis"), columns, rows, empty=_("Aucun colis."))


def _returns(dispute):
    columns = [_("Rétractation"), _("Quand"), _("Étape"), _("Précision")]
    return Table(_("Retours"), columns, [list(row) for row in case_file.returns_of(dispute)], empty=_("Aucun retour."))


def _exchanges(dispute):
    rows = [list(row) for row in case_file.exchanges_of(dispute)]
    return Table(_("Conversation"), [_("Quand"), _("Qui"), _("Mots")], rows, empty=_("Aucun message."))


class File(OfDispute, OperatorsOnly, View):
    """A file of the case."""

    def get(self, request, pk, exhibit):
        """As a download."""
        return download_of(get_object_or_404(Exhibit, step__dispute=self.dispute, pk=exhibit))
