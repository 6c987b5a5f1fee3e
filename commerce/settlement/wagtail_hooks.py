"""The operator's window on the money, in the back office: lists to read, filter and inspect, nothing to change."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from commerce.settlement.models import Incident, PayIn, Payout, Refund, Release


class ReadOnly(ModelPermissionPolicy):
    """Whoever may view the model sees it; nobody adds, changes or deletes: settlement does."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and super().user_has_any_permission(user, ["view"])


for model in (Incident, PayIn, Payout, Refund, Release):
    register_permission_policy(model, ReadOnly(model))


class ReadOnlyViewSet(ModelViewSet):
    """A list that settlement writes."""

    inspect_view_enabled = True
    exclude_form_fields = []


class IncidentViewSet(ReadOnlyViewSet):
    """What settlement couldn't do, since when and how often."""

    model = Incident
    icon = "warning"
    menu_label = _("Incidents")
    list_display = ["subject", "message", "occurrences", "last_seen_at", "solved_at"]
    list_filter = {"solved_at": ["isnull"]}


class OperationViewSet(ReadOnlyViewSet):
    """One kind of movement, with its state at Mangopay."""

    list_display = ["business_key", "amount_cents", "state", "result_code", "attempted_at", "concluded_at"]
    list_filter = ["state"]

    def __init__(self, name, *, model, icon):
        super().__init__(name, model=model, icon=icon, menu_label=capfirst(model._meta.verbose_name_plural))


class MoneyGroup(ModelViewSetGroup):
    """Everything that an operator looks at when somebody asks where the money is."""

    menu_label = _("Argent")
    menu_icon = "calendar-check"
    menu_order = 300
    items = [
        IncidentViewSet("money_incidents"),
        OperationViewSet("money_payins", model=PayIn, icon="download"),
        OperationViewSet("money_releases", model=Release, icon="resubmit"),
        OperationViewSet("money_payouts", model=Payout, icon="upload"),
        OperationViewSet("money_refunds", model=Refund, icon="undo"),
    ]


@hooks.register("register_admin_viewset")
def money():
    return MoneyGroup()
