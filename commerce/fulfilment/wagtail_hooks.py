"""What the operator reads about promises: each vendor's record, missing pieces, delays. Nobody edits them."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from commerce.fulfilment.models import Delay, Unavailability
from commerce.fulfilment.record import records
from commerce.settlement.wagtail_hooks import ReadOnly, ReadOnlyViewSet

VIEW = "fulfilment.view_unavailability"

for model in (Unavailability, Delay):
    register_permission_policy(model, ReadOnly(model))


class WithOrder(IndexView):
    """Reads orders and vendors with the list."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("vendor_order__vendor")


class UnavailabilityViewSet(ReadOnlyViewSet):
    """What was sold and wasn't there, and what became of it."""

    model = Unavailability
    index_view_class = WithOrder
    icon = "warning"
    menu_label = _("Pièces indisponibles")
    list_display = ["title", "quantity", "vendor_order", "state", "declared_at", "answer_by"]
    list_filter = ["state"]
    search_fields = ["title", "vendor_order__number", "vendor_order__vendor__name"]
    inspect_view_fields = [
        "vendor_order",
        "title",
        "quantity",
        "state",
        "note",
        "declared_at",
        "new_on",
        "answered_at",
    ]


class DelayViewSet(ReadOnlyViewSet):
    """Later days that vendors announced."""

    model = Delay
    index_view_class = WithOrder
    icon = "date"
    menu_label = _("Retards annoncés")
    list_display = ["vendor_order", "previous_on", "new_on", "announced_at"]
    search_fields = ["vendor_order__number", "vendor_order__vendor__name"]
    inspect_view_fields = ["vendor_order", "previous_on", "new_on", "note", "announced_at"]


class PromisesGroup(ModelViewSetGroup):
    """Beside the money."""

    items = (UnavailabilityViewSet, DelayViewSet)
    menu_label = _("Promesses")
    menu_icon = "date"
    menu_order = 312


@hooks.register("register_admin_viewset")
def promises_viewsets():
    return PromisesGroup()


class RecordsPage(WagtailAdminTemplateMixin, TemplateView):
    """Every vendor's record, the most missing first."""

    template_name = "fulfilment/back_office/records.html"
    page_title = _("Tenue des promesses")
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        """Raises PermissionDenied."""
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        now = timezone.now()
        return super().get_context_data(records=records(now=now, today=timezone.localdate(now)), **kwargs)


class RecordsItem(MenuItem):
    """Only for who may read it."""

    def is_shown(self, request):
        """Whether this person may."""
        return request.user.has_perm(VIEW)


@hooks.register("register_admin_urls")
def records_url():
    return [path("promesses/", RecordsPage.as_view(), name="promises_records")]


@hooks.register("register_admin_menu_item")
def records_item():
    return RecordsItem(
        _("Tenue des promesses"), reverse("promises_records"), name="promises", icon_name="date", order=311
    )
