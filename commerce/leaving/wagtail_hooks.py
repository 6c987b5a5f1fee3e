"""Departures in the back office: shops that leave, notices, suspensions. Their rules write the decisions."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from commerce.leaving.forms import SuspensionForm, TerminationForm
from commerce.leaving.models import Closing, Suspension


class Decided(ModelPermissionPolicy):
    """What was decided is neither edited nor deleted."""

    forbidden = ("change", "delete")

    def user_has_permission(self, user, action):
        return action not in self.forbidden and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


class Liftable(Decided):
    """A suspension is never deleted; changing it means lifting it."""

    forbidden = ("delete",)


register_permission_policy(Closing, Decided(Closing))
register_permission_policy(Suspension, Liftable(Suspension))


class ClosingViewSet(ModelViewSet):
    """Shops that leave, by their own will or ours."""

    model = Closing
    icon = "logout"
    menu_label = _("Fermetures")
    list_display = [
        "vendor",
        "cause",
        "ground",
        "asked_at",
        "effective_at",
        "applied_at",
        "taken_back_at",
        "closed_at",
    ]
    list_filter = ["cause", "ground"]
    inspect_view_enabled = True
    exclude_form_fields = []

    def get_form_class(self, for_update=False):
        return TerminationForm


class SuspensionViewSet(ModelViewSet):
    """Shops that were stopped."""

    model = Suspension
    icon = "lock"
    menu_label = _("Suspensions")
    list_display = ["vendor", "ground", "imposed_at", "imposed_by", "lifted_at"]
    list_filter = ["ground"]
    inspect_view_enabled = True
    exclude_form_fields = []

    def get_form_class(self, for_update=False):
        return SuspensionForm


class LeavingGroup(ModelViewSetGroup):
    """How shops end or are stopped."""

    menu_label = _("Départs")
    menu_icon = "logout"
    menu_order = 320
    items = [ClosingViewSet("closings"), SuspensionViewSet("suspensions")]


@hooks.register("register_admin_viewset")
def departures():
    return LeavingGroup()
