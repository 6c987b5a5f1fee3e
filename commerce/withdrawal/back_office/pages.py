"""One withdrawal as the operator reads it, and what the operator may decide, always with reasons."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from commerce.date_format import date_format
from commerce.money import to_cents, to_euros
from commerce.money_format import euros
from commerce.requirements.downloads import download_of
from commerce.settlement.back_office.access import MOVE, OperatorsOnly
from commerce.settlement.back_office.action_pages import REFUSALS, ActionPage
from commerce.settlement.back_office.forms import Amount, ReasonForm
from commerce.settlement.back_office.pages import MoneyPage
from commerce.settlement.back_office.pieces import Button, Facts, Table, link
from commerce.withdrawal import deciding, surcharge, turns
from commerce.withdrawal.exceptions import ActionNotAllowed, WithdrawalRefused
from commerce.withdrawal.giving_back import owed
from commerce.withdrawal.models import Evidence, Withdrawal
from commerce.withdrawal.states import Role, actions_from
from commerce.withdrawal.timeline import events_of

ACTIONS = {
    "refund": (gettext_lazy("Rembourser à la place de l’artisan"), "withdrawal_office:refund", False),
    "decide": (gettext_lazy("Trancher la contestation"), "withdrawal_office:decide", False),
    "close": (gettext_lazy("Clore sans remboursement"), "withdrawal_office:close", True),
}


def crumbs(*rest):
    """Wagtail's home, the list, then `rest`."""
    home = MoneyPage.breadcrumbs_items[0]
    items = [(_("Rétractations et retours"), reverse("withdrawal_office:withdrawals")), *rest]
    return [home, *({"label": label, "url": url} for label, url in items)]


class OfWithdrawal:
    """Looks the withdrawal up."""

    @cached_property
    def withdrawal(self):
        """With its vendor, order and refunds."""
        found = Withdrawal.objects.select_related(
            "vendor_order__vendor", "vendor_order__order__user", "refund", "later_refund"
        )
        return get_object_or_404(found, pk=self.kwargs["pk"])


class WithdrawalPage(OfWithdrawal, MoneyPage):
    """Facts, pieces, files and history of one withdrawal."""

    header_icon = "rotate"

    def get_page_title(self):
        """Its number."""
        return self.withdrawal.number

    def get_breadcrumbs_items(self):
        """The list, itself."""
        return crumbs((self.withdrawal.number, ""))

    def panels(self):
        """What is known, what comes back, what shows it, what happened."""
        may_move = self.request.user.has_perm(MOVE)
        return [
            _facts(self.withdrawal, may_move),
            _lines(self.withdrawal),
            _files(self.withdrawal),
            _history(self.withdrawal),
        ]


def _facts(withdrawal, may_move):
    due_on, today = turns.refund_due_on(withdrawal), timezone.localdate()
    found = owed(withdrawal) if withdrawal.is_open and not withdrawal.reduced_at else None
    cents = found[1].total_cents if found else 0
    rows = [
        (_("Sous-commande"), link("vendor_order", withdrawal.vendor_order_id, withdrawal.vendor_order.number)),
        (_("Atelier"), withdrawal.vendor_order.vendor.name),
        (_("Déclarée par"), f"{withdrawal.name}, {withdrawal.email}"),
        (_("Déclarée le"), withdrawal.declared_at),
        (_("Dernier jour du délai"), withdrawal.period_ends_on or _("ouvert : réception non prouvée")),
        (_("État"), withdrawal.get_state_display()),
        (_("À renvoyer au plus tard le"), withdrawal.return_by or _("rien à renvoyer")),
        (_("Suivi du retour"), withdrawal.tracking_number or "—"),
        (_("À rendre"), euros(cents) if cents else "—"),
        (_("Remboursement dû le (art. L221-24)"), date_format(due_on, "j F Y") if due_on else "—"),
    ]
    if cents and due_on and due_on < today:
        rows.append((_("Majoration légale (art. L242-4)"), euros(surcharge.surcharge_cents(cents, due_on, today))))
    if withdrawal.reduction_cents:
        rows += [
            (_("Retenu par l’atelier"), euros(withdrawal.reduction_cents)),
            (_("Motif de la réduction"), withdrawal.reduction_reason),
            (_("Contestation de l’acheteur"), withdrawal.appeal or "—"),
            (_("Rendu ensuite"), euros(withdrawal.given_up_cents)),
        ]
    if withdrawal.decision:
        rows.append((_("Motifs de la décision"), withdrawal.decision))
    for refund in filter(None, [withdrawal.refund, withdrawal.later_refund]):
        rows.append((_("Remboursement"), link("refund", refund.pk, refund.business_key)))
    return Facts(_("Rétractation"), rows, buttons=_buttons(withdrawal) if may_move else [])


def _buttons(withdrawal):
    actions = [ACTIONS[name] for name in actions_from(withdrawal.state, Role.OPERATOR)]
    return [Button(label, reverse(view, args=[withdrawal.pk]), is_serious) for label, view, is_serious in actions]


def _lines(withdrawal):
    rows = [[each.line.title, each.quantity] for each in withdrawal.lines.select_related("line").order_by("line")]
    return Table(_("Ce qui revient"), [_("Pièce"), _("Quantité")], rows, numeric=(1,))


def _files(withdrawal):
    rows = [
        [
            each.get_kind_display(),
            format_html(
                '<a href="{}">{}</a>',
                reverse("withdrawal_office:evidence", args=[withdrawal.pk, each.pk]),
                each.file_name,
            ),
            each.sent_at,
        ]
        for each in withdrawal.evidence.all()
    ]
    return Table(_("Photos et papiers"), [_("Nature"), _("Fichier"), _("Le")], rows, empty=_("Aucun fichier."))


def _history(withdrawal):
    rows = [[event.when, event.label, event.detail] for event in events_of(withdrawal)]
    return Table(_("Ce qui s’est passé"), [_("Quand"), _("Étape"), _("Précision")], rows)


class File(OfWithdrawal, OperatorsOnly, View):
    """A file of the case."""

    def get(self, request, pk, evidence):
        """As a download."""
        return download_of(get_object_or_404(Evidence, withdrawal=self.withdrawal, pk=evidence))


class _Action(OfWithdrawal, ActionPage):
    """A decision; what the table doesn't allow any more is said on the form."""

    header_icon = "rotate"
    refusals = (*REFUSALS, WithdrawalRefused)

    @property
    def subject(self):
        """The withdrawal."""
        return self.withdrawal

    def get_breadcrumbs_items(self):
        """The list, the withdrawal, this."""
        return crumbs((self.withdrawal.number, self.get_success_url()), (self.get_page_title(), ""))

    def get_success_url(self):
        """The withdrawal's page."""
        return reverse("withdrawal_office:withdrawal", args=[self.withdrawal.pk])

    def act(self, form, now):
        """Decide. Raises one of `refusals`."""
        try:
            decided = self.decide(form, now=now, reasons=form.cleaned_data["reason"], actor=self.request.user)
        except ActionNotAllowed as refusal:
            message = _("cette étape n’est plus possible, le dossier a avancé entre-temps.")
            raise WithdrawalRefused(message) from refusal
        return _("%(number)s : %(state)s. Acheteur et artisan sont prévenus.") % {
            "number": decided.number,
            "state": decided.get_state_display().lower(),
        }


class Refund(_Action):
    """Everything goes back."""

    page_title = gettext_lazy("Rembourser à la place de l’artisan")
    log_action = "withdrawal.refund"

    @property
    def explanation(self):
        """How much."""
        found = owed(self.withdrawal)
        amount = euros(found[1].total_cents) if found else euros(0)
        return _("L’acheteur reçoit %(amount)s, aux frais de l’artisan. Les deux lisent vos motifs.") % {
            "amount": amount
        }

    def decide(self, form, **more):
        """By the rule."""
        return deciding.refund(self.withdrawal, **more)


class DecideForm(ReasonForm):
    """How much of a contested reduction goes back, and why."""

    amount = Amount(label=gettext_lazy("À rendre à l’acheteur, en euros"), validators=[MinValueValidator(0)])
    field_order = ["amount", "reason"]


class Decide(_Action):
    """A contested reduction."""

    page_title = gettext_lazy("Trancher la contestation")
    log_action = "withdrawal.decide"
    form_class = DecideForm

    @property
    def explanation(self):
        """What is contested, by whom, why."""
        case = self.withdrawal
        return _("L’atelier retient %(kept)s : « %(reason)s » L’acheteur conteste : « %(appeal)s »") % {
            "kept": euros(case.reduction_cents),
            "reason": case.reduction_reason,
            "appeal": case.appeal,
        }

    def get_form(self, form_class=None):
        """Nothing beyond what was kept."""
        form = super().get_form(form_class)
        most = to_euros(self.withdrawal.reduction_cents)
        form.fields["amount"].validators.append(MaxValueValidator(most))
        return form

    def decide(self, form, **more):
        """By the rule."""
        return deciding.decide(self.withdrawal, cents=to_cents(form.cleaned_data["amount"]), **more)


class Close(_Action):
    """Nothing ever came back."""

    page_title = gettext_lazy("Clore sans remboursement")
    log_action = "withdrawal.close"
    is_serious = True
    explanation = gettext_lazy(
        "Rien n’est revenu : l’acheteur n’est pas remboursé, la part de l’artisan est libérée. "
        "Les deux lisent vos motifs."
    )

    def decide(self, form, **more):
        """By the rule."""
        return deciding.close(self.withdrawal, **more)
