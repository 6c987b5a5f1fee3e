"""One vendor: the balance that the book says, what is owed, what was paid, and every journal."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.ledger import book
from commerce.money_format import euros
from commerce.partner.models import Partner
from commerce.settlement import journals
from commerce.settlement.back_office.access import MOVE
from commerce.settlement.back_office.columns import Words
from commerce.settlement.back_office.orders import paged
from commerce.settlement.back_office.pages import MoneyList, MoneyPage
from commerce.settlement.back_office.pieces import Button, Facts, Journals, Table, journals_of_accounts, link
from commerce.settlement.back_office.vendor_orders import debts_table
from commerce.settlement.models import Debt, Payout
from commerce.settlement.reasons import account_reasons

SHOWN = 25


class Vendors(MoneyList):
    """Everybody whom money goes to."""

    model = Partner
    url_name, detail_name = "vendors", "vendor"
    page_title = gettext_lazy("Artisans")
    default_ordering = "name"
    search_fields = ["name", "legal_name", "siret"]
    list_display = [
        "name",
        Words("status", gettext_lazy("Boutique"), lambda vendor: vendor.get_status_display()),
        Words("kyc", gettext_lazy("Identité"), lambda vendor: vendor.get_kyc_level_display()),
        Words(
            "bank",
            gettext_lazy("Compte bancaire"),
            lambda vendor: _("actif") if vendor.recipient_is_active else _("pas actif"),
        ),
    ]


class VendorPage(MoneyPage):
    """A vendor's money."""

    parent = (gettext_lazy("Artisans"), "money:vendors")

    @cached_property
    def vendor(self):
        """The vendor."""
        return get_object_or_404(Partner, pk=self.kwargs["pk"])

    def get_page_title(self):
        """Its name."""
        return self.vendor.name

    def panels(self):
        """Balances, debts, payouts, decisions, journals."""
        vendor = self.vendor
        codes = [journals.vendor_wallet(vendor.pk), journals.in_transit(vendor.pk), f"debt:{vendor.pk}"]
        may_move = self.request.user.has_perm(MOVE)
        debts = list(Debt.objects.filter(vendor=vendor).order_by("-owed_at", "-pk")[:SHOWN])
        return [
            _balances(vendor, codes, may_move),
            debts_table(debts, with_actions=may_move),
            _payouts(vendor),
            _adjustments(vendor),
            Journals(_("Écritures au registre"), paged(journals_of_accounts(codes), self.request)),
        ]


def _balances(vendor, codes, may_move):
    held = book.balances(codes)
    wallet, transit, debt = (held.get(code, 0) for code in codes)
    reasons = [reason.in_words for reason in account_reasons(vendor)]
    rows = [
        (_("Solde, avant virement"), euros(wallet)),
        (_("Virements en route"), euros(transit)),
        (_("Doit à MonQuibus"), euros(-debt)),
        (_("Ce qui manque pour être payé"), " ; ".join(reasons) or _("rien")),
        (_("Utilisateur chez Mangopay"), vendor.mangopay_user_id or "—"),
        (_("Porte-monnaie chez Mangopay"), vendor.mangopay_wallet_id or "—"),
        (_("Compte bancaire chez Mangopay"), vendor.mangopay_recipient_id or "—"),
    ]
    buttons = [
        Button(_("L’artisan doit une somme"), reverse("money:owe", args=[vendor.pk])),
        Button(_("La réserve lui verse une somme"), reverse("money:give", args=[vendor.pk])),
    ]
    address = f"{reverse('money:vendor_orders')}?vendor={vendor.pk}"
    shown = [Button(_("Ses sous-commandes"), address), *(buttons if may_move else [])]
    return Facts(_("Solde au registre"), rows, buttons=shown)


def _payouts(vendor):
    rows = [
        [
            link("payout", one.pk, one.business_key),
            euros(one.amount_cents),
            one.get_state_display(),
            one.explanation or "—",
        ]
        for one in Payout.objects.filter(vendor=vendor).order_by("-day")[:SHOWN]
    ]
    return Table(
        _("Virements"),
        [_("Clé"), _("Montant"), _("État"), _("Cause")],
        rows,
        empty=_("Rien n’a encore été viré."),
        numeric=(1,),
    )


def _adjustments(vendor):
    rows = [
        [
            link("adjustment", one.pk, str(one)),
            one.get_kind_display(),
            euros(one.amount_cents),
            one.reason,
            one.state_in_words,
        ]
        for one in vendor.adjustments.all()[:SHOWN]
    ]
    return Table(
        _("Régularisations"),
        [_("Clé"), _("Nature"), _("Montant"), _("Motif"), _("État")],
        rows,
        empty=_("Aucune."),
        numeric=(2,),
    )
