"""Plans and what they cost, in the back office. Terms are announced; those that have begun stay as they are."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from commerce.plans.forms import PlanForm, TermsForm
from commerce.plans.models import Plan, PlanTerms, SubscriptionBill


class NeverDeleted(ModelPermissionPolicy):
    """Vendor orders and vendors point at these: nobody deletes them; a plan is retired instead."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


class OnlyTheFuture(NeverDeleted):
    """Terms that have begun are read, not changed."""

    def user_has_permission_for_instance(self, user, action, instance):
        has_begun = instance.starts_on <= timezone.localdate()
        return not (action == "change" and has_begun) and self.user_has_permission(user, action)


class OnlyRead(ModelPermissionPolicy):
    """Bills are written by their rule."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and super().user_has_any_permission(user, ["view"])


register_permission_policy(Plan, NeverDeleted(Plan))
register_permission_policy(PlanTerms, OnlyTheFuture(PlanTerms))
register_permission_policy(SubscriptionBill, OnlyRead(SubscriptionBill))


class PlanViewSet(ModelViewSet):
    """What vendors may choose."""

    model = Plan
    icon = "tag"
    menu_label = _("Formules")
    list_display = ["name", "kind", "is_offered"]
    inspect_view_enabled = True
    exclude_form_fields = []

    def get_form_class(self, for_update=False):
        return PlanForm


class TermsViewSet(ModelViewSet):
    """What plans cost, from when on."""

    model = PlanTerms
    icon = "date"
    menu_label = _("Tarifs")
    list_display = ["plan", "starts_on", "commission_rate", "monthly_fee_cents", "yearly_fee_cents", "announced_at"]
    list_filter = ["plan"]
    inspect_view_enabled = True
    exclude_form_fields = []

    def get_form_class(self, for_update=False):
        return TermsForm


class BillViewSet(ModelViewSet):
    """What subscriptions were billed."""

    model = SubscriptionBill
    icon = "doc-full"
    menu_label = _("Abonnements facturés")
    list_display = ["vendor", "plan", "starts_on", "ends_on", "net_cents", "vat_cents", "failed_at"]
    list_filter = ["plan"]
    inspect_view_enabled = True
    exclude_form_fields = []


class PlansGroup(ModelViewSetGroup):
    """What vendors pay for being here."""

    menu_label = _("Formules")
    menu_icon = "tag"
    menu_order = 310
    items = [PlanViewSet("plans"), TermsViewSet("plan_terms"), BillViewSet("subscription_bills")]


@hooks.register("register_admin_viewset")
def plans():
    return PlansGroup()
