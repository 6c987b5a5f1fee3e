"""Gift cards: what each is worth, what is left, what it paid, and where its money is."""

import django_filters
from django.db.models import F, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn

from commerce.date_format import date_format
from commerce.gift_cards.models import GiftCard
from commerce.ledger import book
from commerce.money_format import euros
from commerce.settlement import journals, trail
from commerce.settlement.back_office.access import MOVE
from commerce.settlement.back_office.columns import Words, amount_filter
from commerce.settlement.back_office.orders import paged
from commerce.settlement.back_office.pages import MoneyList, MoneyPage
from commerce.settlement.back_office.pieces import (
    Facts,
    Journals,
    Table,
    journals_of_accounts,
    link,
    operations_table,
)
from commerce.settlement.back_office.vendor_orders import refunds_table
from commerce.settlement.release import open_holds

_SPENT, _BACK = F("vendor_order__spent_cents"), F("vendor_order__refunded_goods_cents")
_GONE = _SPENT + _BACK
_PAID = Q(vendor_order__confirmed_at__isnull=False)
#: States of a card as the filter names them: words, and the condition.
STATES = {
    "unpaid": (gettext_lazy("pas payé"), Q(vendor_order__confirmed_at=None)),
    "whole": (gettext_lazy("intact"), _PAID & Q(vendor_order__spent_cents=0, vendor_order__refunded_goods_cents=0)),
    "begun": (
        gettext_lazy("entamé"),
        _PAID
        & (Q(vendor_order__spent_cents__gt=0) | Q(vendor_order__refunded_goods_cents__gt=0))
        & Q(vendor_order__goods_cents__gt=_GONE),
    ),
    "empty": (gettext_lazy("plus rien dessus"), _PAID & Q(vendor_order__goods_cents__lte=_GONE)),
    "blocked": (gettext_lazy("bloqué"), Q(vendor_order__holds__isnull=False, vendor_order__holds__lifted_at=None)),
}


def state_in_words(card):
    """Where a card stands; reads the sale and its open holds, which were fetched."""
    sale = card.vendor_order
    if sale.confirmed_at is None:
        return _("annulé, jamais payé") if sale.cancelled_at else STATES["unpaid"][0]
    if sale.open_holds:
        return STATES["blocked"][0]
    if not card.balance_cents:
        return STATES["empty"][0]
    return STATES["whole" if card.balance_cents == card.value_cents else "begun"][0]


def page_of(card):
    """The card's page."""
    return reverse("money:gift_card", args=[card.pk])


def sent_in_words(card):
    """Whether it was sent to the person it is for, or when it will be."""
    if card.sent_at:
        return card.sent_at
    if not card.to_email:
        return _("à imprimer ou à transmettre")
    return _("prévu le %(day)s") % {"day": date_format(card.send_on, "j F Y")}


def paid_on(card):
    """The day on which it was paid, in Europe/Paris."""
    paid_at = card.vendor_order.confirmed_at
    return date_format(localtime(paid_at), "j F Y") if paid_at else "—"


class GiftCardFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("État"), method="by_state", choices=[(name, words) for name, (words, _q) in STATES.items()]
    )
    amount = amount_filter(gettext_lazy("Valeur, en euros"), F("vendor_order__goods_cents"))

    class Meta:
        model = GiftCard
        fields = ["vendor"]

    def by_state(self, queryset, _name, value):
        """Those in this state, each once whatever blocks it."""
        return queryset.filter(STATES[value][1]).distinct()


class GiftCards(MoneyList):
    """Every gift card. A code is its owner's: it is neither shown nor searched."""

    model = GiftCard
    url_name, detail_name = "gift_cards", "gift_card"
    default_ordering = "-pk"
    search_fields = ["vendor_order__number", "vendor__name", "vendor_order__order__pay_in__resource_id"]
    filterset_class = GiftCardFilter
    list_display = [
        TitleColumn("number", label=gettext_lazy("Vente"), accessor="vendor_order.number", get_url=page_of),
        Words("vendor", gettext_lazy("Artisan"), lambda card: card.vendor.name),
        Words("value", gettext_lazy("Valeur"), lambda card: euros(card.value_cents)),
        Words("balance", gettext_lazy("Reste"), lambda card: euros(card.balance_cents)),
        Words("state", gettext_lazy("État"), state_in_words),
        Words("paid", gettext_lazy("Payé le"), paid_on, sort_key="vendor_order__confirmed_at"),
    ]

    def get_base_queryset(self):
        """With the sales and what blocks them."""
        found = GiftCard.objects.select_related("vendor", "vendor_order")
        return found.prefetch_related(open_holds("vendor_order__holds"))


class GiftCardPage(MoneyPage):
    """A gift card as money: its sale, what it paid, its wallet."""

    parent = (gettext_lazy("Bons cadeaux"), "money:gift_cards")

    @cached_property
    def card(self):
        """The card with its sale and payment."""
        found = GiftCard.objects.select_related("vendor", "vendor_order__order__pay_in", "vendor_order__release")
        return get_object_or_404(found.prefetch_related(open_holds("vendor_order__holds")), pk=self.kwargs["pk"])

    def get_page_title(self):
        """The last signs of its code, and its sale."""
        return f"{self.card}, {self.card.vendor_order.number}"

    def panels(self):
        """What it is worth, what it paid, movements, refunds, disputes, and every journal of its wallet."""
        sale = self.card.vendor_order
        known = trail.of_vendor_order(sale)
        return [
            _facts(self.card, known.disputes),
            _payments(self.card),
            operations_table(known.operations, may_retry=self.request.user.has_perm(MOVE)),
            refunds_table(known.refunds),
            Journals(
                _("Écritures au registre"),
                paged(journals_of_accounts([journals.order_wallet(sale.order)]), self.request),
            ),
        ]


def _facts(card, disputes):
    sale = card.vendor_order
    loss_cents = sum(dispute.loss_cents for dispute in disputes)
    rows = [
        (_("Vente"), link("vendor_order", sale.pk, sale.number)),
        (_("Artisan"), link("vendor", card.vendor_id, card.vendor.name)),
        (_("Valeur"), euros(card.value_cents)),
        (_("Dépensé"), euros(sale.spent_cents)),
        (_("Rendu à l’acheteur"), euros(sale.refunded_goods_cents)),
        (_("Reste"), euros(card.balance_cents)),
        (_("État"), state_in_words(card)),
        (_("Envoyé"), sent_in_words(card)),
        (_("Dans le porte-monnaie de la commande"), euros(book.balance(journals.order_wallet(sale.order)))),
    ]
    rows += [(_("Litige bancaire"), link("dispute", one.pk, one.resource_id)) for one in disputes]
    if loss_cents:
        rows.append((_("Perte de MonQuibus"), euros(loss_cents)))
    return Facts(_("Bon cadeau"), rows)


def _payments(card):
    paid = card.payments.select_related("vendor_order").order_by("pk")
    rows = [
        [
            link("vendor_order", one.vendor_order_id, one.vendor_order.number),
            euros(one.amount_cents),
            euros(one.returned_goods_cents + one.returned_shipping_cents),
            _("annulé") if one.cancelled_at else one.confirmed_at or _("attend le reste du paiement"),
        ]
        for one in paid
    ]
    return Table(
        _("Ce qu’il a payé"),
        [_("Sous-commande"), _("Payé"), _("Rendu sur le bon"), _("Confirmé")],
        rows,
        empty=_("Rien encore."),
        numeric=(1, 2),
    )
