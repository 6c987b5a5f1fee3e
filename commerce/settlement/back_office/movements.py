"""The lists of money that moves: vendor orders, payments, releases, payouts, refunds."""

import django_filters
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn

from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import Partner
from commerce.settlement.back_office.columns import Euros, Words, amount_filter, money_state
from commerce.settlement.back_office.pages import MoneyList
from commerce.settlement.models import PayIn, Payout, Refund, Release, SubscriptionPayment
from commerce.settlement.release import open_holds


class VendorOrderFilter(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("État"), choices=VendorOrderStatus.choices)
    vendor = django_filters.ModelChoiceFilter(label=_("Artisan"), queryset=Partner.objects.order_by("name"))
    share = django_filters.ChoiceFilter(
        label=_("Part"),
        method="by_share",
        choices=[("held", _("retenue")), ("waiting", _("pas encore libérée")), ("released", _("libérée"))],
    )
    amount = amount_filter(_("Payé par l’acheteur, en euros"), F("goods_cents") + F("shipping_cents"))

    class Meta:
        model = VendorOrder
        fields = []

    def by_share(self, queryset, _name, value):
        """Held by somebody, not released, or released."""
        if value == "held":
            return queryset.filter(holds__lifted_at=None, holds__isnull=False).distinct()
        moved = {"release__state": Release.State.SUCCEEDED}
        return queryset.filter(**moved) if value == "released" else queryset.exclude(**moved)


class VendorOrders(MoneyList):
    """Every vendor order with its money state."""

    model = VendorOrder
    url_name, detail_name = "vendor_orders", "vendor_order"
    default_ordering = "-pk"
    search_fields = ["number", "vendor__name"]
    filterset_class = VendorOrderFilter
    list_display = [
        "number",
        Words("vendor", _("Artisan"), lambda part: part.vendor.name),
        Euros("total_cents", _("Payé")),
        Euros("refunded_cents", _("Rendu")),
        Words("status", _("État"), lambda part: part.get_status_display()),
        Words("money", _("Où est l’argent"), lambda part: money_state(part, timezone.now())),
        DateColumn("confirmed_at", label=_("Confirmée"), sort_key="confirmed_at"),
    ]

    def get_base_queryset(self):
        """With all that the rules read."""
        return VendorOrder.objects.select_related("vendor", "order__pay_in", "release__payout").prefetch_related(
            open_holds()
        )


class OperationFilter(WagtailFilterSet):
    amount = amount_filter(_("Montant, en euros"), F("amount_cents"))


class PayInFilter(OperationFilter):
    class Meta:
        model = PayIn
        fields = ["state"]


class PayIns(MoneyList):
    """What buyers paid."""

    model = PayIn
    url_name, detail_name = "payins", "payin"
    page_title = _("Paiements")
    default_ordering = "-pk"
    search_fields = ["business_key", "resource_id"]
    filterset_class = PayInFilter
    list_display = [
        "business_key",
        Euros("amount_cents", _("Montant"), sort_key="amount_cents"),
        "state",
        "result_code",
        DateColumn("concluded_at", label=_("Conclu"), sort_key="concluded_at"),
    ]


class ReleaseFilter(OperationFilter):
    class Meta:
        model = Release
        fields = ["state"]


class Releases(MoneyList):
    """Shares on their way to vendors' wallets."""

    model = Release
    url_name = "releases"
    default_ordering = "-pk"
    search_fields = ["business_key", "resource_id"]
    filterset_class = ReleaseFilter
    list_display = [
        "business_key",
        Euros("amount_cents", _("Montant"), sort_key="amount_cents"),
        Euros("net_cents", _("À l’artisan")),
        "state",
        DateColumn("concluded_at", label=_("Conclue"), sort_key="concluded_at"),
    ]

    def get_inspect_url(self, instance):
        """The vendor order tells of its release."""
        return reverse("money:vendor_order", args=[instance.vendor_order_id])


class PayoutFilter(OperationFilter):
    class Meta:
        model = Payout
        fields = ["state", "vendor", "day"]


class Payouts(MoneyList):
    """Bank transfers to vendors."""

    model = Payout
    url_name, detail_name = "payouts", "payout"
    default_ordering = "-pk"
    search_fields = ["business_key", "vendor__name", "resource_id"]
    filterset_class = PayoutFilter
    list_display = [
        "business_key",
        Words("vendor", _("Artisan"), lambda payout: payout.vendor.name),
        Euros("amount_cents", _("Montant"), sort_key="amount_cents"),
        "state",
        Words("why", _("Cause"), lambda payout: payout.explanation or "—"),
        DateColumn("returned_at", label=_("Revenu de la banque"), sort_key="returned_at"),
    ]

    def get_base_queryset(self):
        """With the vendors."""
        return Payout.objects.select_related("vendor")


class SubscriptionPaymentFilter(OperationFilter):
    class Meta:
        model = SubscriptionPayment
        fields = ["state", "kind", "vendor"]


class SubscriptionPayments(MoneyList):
    """Subscriptions that vendors paid by card, because no release had paid them."""

    model = SubscriptionPayment
    url_name = "subscription_payments"
    default_ordering = "-pk"
    search_fields = ["business_key", "vendor__name", "resource_id"]
    filterset_class = SubscriptionPaymentFilter
    list_display = [
        "business_key",
        Words("vendor", _("Artisan"), lambda payment: payment.vendor.name),
        Euros("amount_cents", _("Montant"), sort_key="amount_cents"),
        "kind",
        "state",
        Words("why", _("Cause"), lambda payment: payment.explanation or "—"),
        DateColumn("concluded_at", label=_("Conclu"), sort_key="concluded_at"),
    ]

    def get_base_queryset(self):
        """With the vendors."""
        return SubscriptionPayment.objects.select_related("vendor")

    def get_inspect_url(self, instance):
        """The vendor's page tells of its debts and journals."""
        return reverse("money:vendor", args=[instance.vendor_id])


class RefundFilter(WagtailFilterSet):
    under_way = django_filters.BooleanFilter(
        label=_("Encore en cours"), field_name="concluded_at", lookup_expr="isnull"
    )
    amount = amount_filter(_("Montant, en euros"), F("goods_cents") + F("shipping_cents"))

    class Meta:
        model = Refund
        fields = ["door", "reason", "bearer"]


class Refunds(MoneyList):
    """What goes back to buyers, decided through any door."""

    model = Refund
    url_name, detail_name = "refunds", "refund"
    default_ordering = "-pk"
    search_fields = ["business_key", "vendor_order__vendor__name"]
    filterset_class = RefundFilter
    list_display = [
        "business_key",
        Words("vendor", _("Artisan"), lambda refund: refund.vendor_order.vendor.name if refund.vendor_order else "—"),
        Euros("amount_cents", _("Montant")),
        "reason",
        "door",
        "bearer",
        DateColumn("decided_at", label=_("Décidé"), sort_key="decided_at"),
        DateColumn("concluded_at", label=_("Rendu"), sort_key="concluded_at"),
    ]

    def get_base_queryset(self):
        """With the vendors."""
        return Refund.objects.select_related("vendor_order__vendor")
