"""What the reserve holds, what it paid, and how to fill it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.ledger import book
from commerce.money_format import euros
from commerce.settlement import journals
from commerce.settlement.back_office.access import MOVE
from commerce.settlement.back_office.orders import paged
from commerce.settlement.back_office.pages import MoneyPage
from commerce.settlement.back_office.pieces import (
    Button,
    Facts,
    Journals,
    Table,
    journals_of_accounts,
    link,
)
from commerce.settlement.models import Reserve, ReserveFunding, ReserveTransfer

SHOWN = 25


class ReservePage(MoneyPage):
    """What the reserve holds, what it paid, and how to fill it."""

    page_title = gettext_lazy("Réserve")

    def panels(self):
        """Balance, announced wires with reference and IBAN, payments, journals."""
        found = Reserve.objects.first()
        codes = [journals.RESERVE, journals.REFILL]
        buttons = []
        if found and self.request.user.has_perm(MOVE):
            buttons = [Button(_("Alimenter par virement"), reverse("money:fund"))]
        held = book.balances(codes)
        rows = [
            (_("Peut payer"), euros(held.get(journals.RESERVE, 0))),
            (_("Porte-monnaie d’appoint"), euros(held.get(journals.REFILL, 0))),
            (
                _("Utilisateur chez Mangopay"),
                found.user_id if found else _("aucun : ouvrez la réserve par « manage.py open_reserve »"),
            ),
            (_("Porte-monnaie chez Mangopay"), found.wallet_id if found else "—"),
        ]
        return [
            Facts(_("Réserve"), rows, buttons=buttons),
            _fundings(),
            _payments(),
            Journals(_("Écritures au registre"), paged(journals_of_accounts(codes), self.request)),
        ]


def _fundings():
    rows = [
        [one.asked_at, euros(one.amount_cents), one.wire_reference or "—", one.iban or "—", one.get_state_display()]
        for one in ReserveFunding.objects.order_by("-pk")[:SHOWN]
    ]
    return Table(
        _("Virements annoncés"),
        [_("Annoncé"), _("Montant"), _("Référence à indiquer"), _("IBAN"), _("État")],
        rows,
        empty=_("Aucun virement n’a été annoncé."),
        numeric=(1,),
    )


def _payments():
    paid = ReserveTransfer.objects.select_related("vendor").order_by("-pk")[:SHOWN]
    rows = [
        [
            one.business_key,
            one.get_purpose_display(),
            link("vendor", one.vendor_id, one.vendor.name),
            euros(one.amount_cents),
            one.get_state_display(),
        ]
        for one in paid
    ]
    return Table(
        _("Ce que la réserve a payé"),
        [_("Clé"), _("Objet"), _("Artisan"), _("Montant"), _("État")],
        rows,
        empty=_("Rien encore."),
        numeric=(3,),
    )
