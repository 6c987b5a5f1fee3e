"""One vendor order: what it is worth, where the money is and why, and everything that ever moved."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.date_format import date_format
from commerce.money_format import euros
from commerce.order.models import VendorOrder
from commerce.order.timeline import OPERATOR, ROLES, timelines
from commerce.settlement import trail
from commerce.settlement.back_office.access import MOVE
from commerce.settlement.back_office.columns import money_state
from commerce.settlement.back_office.pages import MoneyPage
from commerce.settlement.back_office.pieces import (
    Button,
    Facts,
    Journals,
    Table,
    journals_by_key,
    link,
    operations_table,
)
from commerce.settlement.calendar import dates_of
from commerce.settlement.models import Hold
from commerce.settlement.release import open_holds
from commerce.settlement.split import share_of


def day(value):
    """A day in words."""
    return date_format(value, "j F Y")


class VendorOrderPage(MoneyPage):
    """Reads the same few tables, however long its history is."""

    parent = (gettext_lazy("Sous-commandes"), "money:vendor_orders")

    @cached_property
    def part(self):
        """The vendor order with all that the rules read."""
        found = VendorOrder.objects.select_related("vendor", "order__pay_in", "order__user", "release__payout")
        return get_object_or_404(found.prefetch_related(open_holds()), pk=self.kwargs["pk"])

    def get_page_title(self):
        """Its number."""
        return self.part.number

    def panels(self):
        """Amounts, state, movements, refunds, holds, debts, journals."""
        part = self.part
        known = trail.of_vendor_order(part)
        may_move = self.request.user.has_perm(MOVE)
        return [
            _state(part, may_move),
            _amounts(part),
            _timeline(part),
            operations_table(known.operations, may_retry=may_move),
            refunds_table(known.refunds),
            _holds(part, may_move),
            debts_table(known.debts),
            Journals(_("Écritures au registre"), list(journals_by_key(known.keys))),
        ]


def _state(part, may_move):
    order = part.order
    pay_in = getattr(order, "pay_in", None)
    rows = [
        (_("Artisan"), link("vendor", part.vendor_id, part.vendor.name)),
        (_("Commande"), link("payin", pay_in.pk, order.number) if pay_in else order.number),
        (_("Acheteur"), order.email),
        (_("État"), part.get_status_display()),
        (_("Où est l’argent"), money_state(part, timezone.now())),
    ]
    if part.received_at:
        rows.append(
            (_("Réception"), f"{day(timezone.localdate(part.received_at))}, {part.get_receipt_basis_display()}")
        )
    if part.confirmed_at and (dates := dates_of(part)):
        rows += [
            (_("Jour selon la loi"), day(dates.legal_on)),
            (_("Jour promis à l’artisan"), day(dates.promised_on)),
            (_("Libération"), f"{day(dates.due_on)} : {dates.rule.label}"),
            (
                _("Qui porte le risque"),
                dates.risk_in_words or _("personne : la rétractation est close avant"),
            ),
        ]
    return Facts(_("État"), rows, buttons=_state_buttons(part) if may_move else [])


def _received(part):
    return f"{day(timezone.localdate(part.received_at))}, {part.get_receipt_basis_display()}"


def _state_buttons(part):
    if part.confirmed_at is None:
        return []
    return [Button(_("Rembourser l’acheteur"), reverse("money:give_back", args=[part.pk]), is_serious=True)]


def _timeline(part):
    """What buyer and vendor read too, and whose turn it is."""
    (told,) = timelines([part], viewer=OPERATOR, now=timezone.now())
    turns = [[day(turn.until) if turn.until else "", ROLES[turn.role], turn.what] for turn in told.turns]
    rows = [[event.when, event.label, event.detail] for event in told.events]
    return Table(_("Ce qui s’est passé, et à qui c’est"), [_("Quand"), _("Étape"), _("Précision")], rows + turns)


def _amounts(part):
    rows = [
        (_("Articles payés par l’acheteur"), euros(part.goods_cents)),
        (_("Livraison payée par l’acheteur"), euros(part.shipping_cents)),
        (_("Réductions à la charge de l’artisan"), euros(part.borne_by_vendor_cents)),
        (_("Réductions à la charge de MonQuibus"), euros(part.borne_by_operator_cents)),
        (_("Déjà rendu à l’acheteur"), euros(part.refunded_cents)),
    ]
    if part.commission_rate is not None:
        share = share_of(part)
        rows += [
            (_("Commission hors taxe"), euros(share.commission_cents)),
            (_("TVA sur la commission"), euros(share.commission_vat_cents)),
            (_("Complément de la réserve"), euros(share.subsidy_cents)),
            (_("À l’artisan, avant remboursements et dettes"), euros(share.net_cents)),
        ]
    return Facts(_("Montants"), rows)


def refunds_table(refunds):
    """Refunds with who asked, at whose expense, and whether they arrived."""
    rows = [
        [
            link("refund", one.pk, one.business_key),
            euros(one.amount_cents),
            one.get_reason_display(),
            one.get_door_display(),
            one.get_bearer_display(),
            one.decided_at,
            one.concluded_at or _("en cours"),
        ]
        for one in refunds
    ]
    return Table(
        _("Remboursements"),
        [_("Clé"), _("Montant"), _("Motif"), _("Demandé par"), _("À la charge de"), _("Décidé"), _("Rendu")],
        rows,
        empty=_("Rien n’a été rendu à l’acheteur."),
        numeric=(1,),
    )


def _holds(part, may_move):
    holds = part.holds.select_related("placed_by", "lifted_by").order_by("pk")
    rows = [
        [one.get_reason_display(), one.note or "—", _who(one.placed_by), one.placed_at, _lifted(one)] for one in holds
    ]
    buttons = []
    if may_move:
        is_held = any(one.reason == Hold.Reason.OPERATOR for one in part.open_holds)
        release = getattr(part, "release", None)
        if is_held:
            buttons = [Button(_("Lever la retenue"), reverse("money:lift", args=[part.pk]))]
        elif release is None or release.state == release.State.FAILED:
            buttons = [Button(_("Retenir cette part"), reverse("money:hold", args=[part.pk]))]
    return Table(
        _("Retenues"),
        [_("Motif"), _("Précision lue par l’artisan"), _("Par"), _("Depuis"), _("Levée")],
        rows,
        empty=_("Personne ne retient cette part."),
        buttons=buttons,
    )


def _who(user):
    return user.get_full_name() or user.email if user else "—"


def _lifted(hold):
    return hold.lifted_at or _("en vigueur")


def debts_table(debts, *, with_actions=False):
    """What the vendor owes, and what is left of it."""
    rows = []
    for one in debts:
        row = [one.description, one.get_kind_display(), euros(one.amount_cents), euros(one.open_cents), one.owed_at]
        if with_actions:
            row.append(link("forgive", one.pk, _("Abandonner une part")) if one.open_cents else "—")
        rows.append(row)
    columns = [_("Objet"), _("Nature"), _("Dû"), _("Reste dû"), _("Depuis")]
    return Table(
        _("Dettes"),
        columns + ([_("Action")] if with_actions else []),
        rows,
        empty=_("L’artisan ne doit rien à ce titre."),
        numeric=(2, 3),
    )
