"""What came from the former site, for the operator to read."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from commerce.money_format import euros
from commerce.moving.models import FormerOrder, OpeningBalance
from commerce.settlement.wagtail_hooks import ReadOnly, ReadOnlyViewSet

policies = {model: ReadOnly(model) for model in (FormerOrder, OpeningBalance)}
for model, policy in policies.items():
    register_permission_policy(model, policy)


class WithVendors(IndexView):
    """Reads the vendors with the list."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("vendor")


class FormerOrderViewSet(ReadOnlyViewSet):
    """Orders of the former site: history, nothing to pay, send or refund."""

    model = FormerOrder
    index_view_class = WithVendors
    icon = "history"
    menu_label = _("Commandes d’avant")
    list_display = [
        "number",
        "vendor",
        "placed_at",
        "status",
        Column("total", label=_("Total"), accessor=lambda order: euros(order.total_cents)),
    ]
    list_filter = ["status"]
    search_fields = ["number", "vendor__name", "customer__email"]
    inspect_view_fields = [
        "number",
        "vendor",
        "customer",
        "placed_at",
        "status",
        "currency",
        "total_cents",
        "shipping_cents",
        "earning_cents",
        "lines",
    ]


class OpeningBalanceViewSet(ReadOnlyViewSet):
    """What the former site owed each vendor, and how that came about."""

    model = OpeningBalance
    index_view_class = WithVendors
    icon = "resubmit"
    menu_label = _("Soldes d’ouverture")
    list_display = [
        "vendor",
        Column("balance", label=_("Solde"), accessor=lambda opening: euros(opening.balance_cents)),
        "taken_at",
    ]
    search_fields = ["vendor__name"]
    inspect_view_fields = ["vendor", "balance_cents", "explained", "journal_key", "taken_at"]


class MovingGroup(ModelViewSetGroup):
    """The former site."""

    menu_label = _("Ancien site")
    menu_icon = "history"
    menu_order = 900
    items = (FormerOrderViewSet, OpeningBalanceViewSet)


@hooks.register("register_admin_viewset")
def register_former_site():
    return MovingGroup()
