"""One order's payment, one refund, one payout: rows, movements, journals."""

from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.ledger import book
from commerce.money_format import euros
from commerce.settlement import journals, trail
from commerce.settlement.back_office.access import MOVE
from commerce.settlement.back_office.pages import MoneyPage
from commerce.settlement.back_office.pieces import (
    JOURNALS_SHOWN,
    Facts,
    Journals,
    Table,
    journals_by_key,
    journals_of_accounts,
    link,
    operations_table,
)
from commerce.settlement.back_office.vendor_orders import refunds_table
from commerce.settlement.models import PayIn, Payout, Refund


def paged(found, request):
    """The page of journals that the address names."""
    return Paginator(found, JOURNALS_SHOWN).get_page(request.GET.get("p"))


class PayInPage(MoneyPage):
    """An order as one payment: its wallet, its parts, what went back."""

    parent = (gettext_lazy("Paiements"), "money:payins")

    @cached_property
    def pay_in(self):
        """The payment with its order."""
        return get_object_or_404(PayIn.objects.select_related("order__user"), pk=self.kwargs["pk"])

    def get_page_title(self):
        """The order's number."""
        return _("Commande %(number)s") % {"number": self.pay_in.order.number}

    def panels(self):
        """Amounts, parts, movements, refunds, disputes, and every journal of its wallet."""
        pay_in, order = self.pay_in, self.pay_in.order
        known = trail.of_pay_in(pay_in)
        return [
            Facts(
                _("Paiement"),
                [
                    (_("Acheteur"), order.email),
                    (_("Demandé"), euros(pay_in.amount_cents)),
                    (_("Reçu"), euros(pay_in.paid_cents)),
                    (_("État"), pay_in.get_state_display()),
                    (_("Dans le porte-monnaie de la commande"), euros(book.balance(journals.order_wallet(order)))),
                    (_("Porte-monnaie chez Mangopay"), pay_in.wallet_id or "—"),
                ],
            ),
            _parts(order),
            operations_table(known.operations, may_retry=self.request.user.has_perm(MOVE)),
            refunds_table(known.refunds),
            _disputes(known.disputes),
            Journals(
                _("Écritures au registre"), paged(journals_of_accounts([journals.order_wallet(order)]), self.request)
            ),
        ]


def _parts(order):
    parts = order.vendor_orders.select_related("vendor").order_by("pk")
    rows = [
        [
            link("vendor_order", part.pk, part.number),
            part.vendor.name,
            euros(part.total_cents),
            euros(part.refunded_cents),
            part.get_status_display(),
        ]
        for part in parts
    ]
    return Table(
        _("Sous-commandes"),
        [_("Numéro"), _("Artisan"), _("Payé"), _("Rendu"), _("État")],
        rows,
        numeric=(2, 3),
    )


def _disputes(disputes):
    rows = [
        [link("dispute", one.pk, one.resource_id), euros(one.disputed_cents), one.get_status_display(), one.opened_at]
        for one in disputes
    ]
    return Table(
        _("Litiges bancaires"),
        [_("Litige"), _("Contesté"), _("État"), _("Ouvert")],
        rows,
        empty=_("L’acheteur n’a pas contesté ce paiement auprès de sa banque."),
        numeric=(1,),
    )


class RefundPage(MoneyPage):
    """What goes back to a buyer, step by step."""

    parent = (gettext_lazy("Remboursements"), "money:refunds")

    @cached_property
    def refund(self):
        """The refund with its steps."""
        found = Refund.objects.select_related(
            "pay_in__order",
            "vendor_order__vendor",
            "actor",
            "pay_in_refund",
            "transfer_refund",
            "settlement_transfer",
        )
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_page_title(self):
        """Its key."""
        return self.refund.business_key

    def panels(self):
        """The decision, its lines, its steps, its journals."""
        refund, known = self.refund, trail.of_refund(self.refund)
        part = refund.vendor_order
        rows = [
            (_("Commande"), link("payin", refund.pay_in_id, refund.pay_in.order.number)),
            (_("Sous-commande"), link("vendor_order", part.pk, part.number) if part else "—"),
            (_("L’acheteur reçoit"), euros(refund.amount_cents)),
            (_("dont livraison"), euros(refund.shipping_cents)),
            (_("Commission et TVA rendues"), euros(refund.fees_cents)),
            (_("À la charge de l’artisan"), euros(refund.vendor_cents)),
            (_("Motif"), refund.get_reason_display()),
            (_("Précision"), refund.note or "—"),
            (_("Demandé par"), f"{refund.get_door_display()} {refund.actor.get_full_name() if refund.actor else ''}"),
            (_("Chemin"), refund.get_path_display()),
            (_("Décidé"), refund.decided_at),
            (_("Rendu"), refund.concluded_at or _("en cours")),
        ]
        return [
            Facts(_("Décision"), rows),
            _lines(refund),
            operations_table(known.operations, may_retry=self.request.user.has_perm(MOVE)),
            Journals(_("Écritures au registre"), list(journals_by_key(known.keys))),
        ]


def _lines(refund):
    rows = [[one.line.title, one.quantity, euros(one.amount_cents)] for one in refund.lines.select_related("line")]
    return Table(
        _("Articles rendus"),
        [_("Article"), _("Quantité"), _("Montant")],
        rows,
        empty=_("Un montant, sans article."),
        numeric=(1, 2),
    )


class PayoutPage(MoneyPage):
    """A bank transfer to a vendor, and what it carried."""

    parent = (gettext_lazy("Virements"), "money:payouts")

    @cached_property
    def payout(self):
        """The payout with its vendor."""
        return get_object_or_404(Payout.objects.select_related("vendor"), pk=self.kwargs["pk"])

    def get_page_title(self):
        """Its key."""
        return self.payout.business_key

    def panels(self):
        """The transfer, its parts, its journals."""
        payout = self.payout
        rows = [
            (_("Artisan"), link("vendor", payout.vendor_id, payout.vendor.name)),
            (_("Montant"), euros(payout.amount_cents)),
            (_("État"), payout.get_state_display()),
            (_("Cause"), payout.explanation or "—"),
            (_("Revenu de la banque"), payout.returned_at or "—"),
        ]
        return [
            Facts(_("Virement"), rows),
            operations_table([(_("virement"), payout)], may_retry=self.request.user.has_perm(MOVE)),
            _carried(payout),
            Journals(_("Écritures au registre"), list(journals_by_key(trail.payout_keys(payout)))),
        ]


def _carried(payout):
    """Releases and additions, less what was taken back: `JOURNALS_SHOWN` of each at most."""
    releases = payout.releases.select_related("vendor_order").annotate(part=F("vendor_order__number"))
    rows = [
        [link("vendor_order", one.vendor_order_id, one.part), _("libération"), euros(one.net_cents)]
        for one in releases[:JOURNALS_SHOWN]
    ]
    rows += [
        [one.business_key, one.get_purpose_display(), euros(one.amount_cents)]
        for one in payout.additions.all()[:JOURNALS_SHOWN]
    ]
    rows += [
        [one.business_key, _("reprise pour un remboursement"), euros(-one.amount_cents)]
        for one in payout.deductions.all()[:JOURNALS_SHOWN]
    ]
    return Table(
        _("Ce qu’il porte"),
        [_("De"), _("À quel titre"), _("Montant")],
        rows,
        empty=_("Rien : revenu ou échoué, son argent est retourné au solde de l’artisan."),
        numeric=(2,),
    )
