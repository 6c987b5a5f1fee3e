"""The operator reads the journal of bank accounts and the state of proofs. Nobody edits either: Mangopay judges."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from commerce.identity.models import BankAccount, Proof
from commerce.settlement.wagtail_hooks import ReadOnly, ReadOnlyViewSet

for model in (BankAccount, Proof):
    register_permission_policy(model, ReadOnly(model))


class WithVendor(IndexView):
    """Reads vendors and people with the list."""

    def get_base_queryset(self):
        joined = [name for name in ("vendor", "asked_by") if name in {field.name for field in self.model._meta.fields}]
        return super().get_base_queryset().select_related(*joined)


class BankAccountViewSet(ReadOnlyViewSet):
    """Who gave which account, when, and what became of it."""

    model = BankAccount
    index_view_class = WithVendor
    icon = "lock"
    menu_label = _("Comptes bancaires")
    list_display = ["__str__", "vendor", "state", "name_check", "asked_by", "asked_at", "takes_effect_at"]
    list_filter = ["state", "name_check"]
    search_fields = ["vendor__name"]
    inspect_view_fields = [
        "vendor",
        "country",
        "last_digits",
        "state",
        "name_check",
        "check_message",
        "asked_by",
        "asked_at",
        "confirmed_at",
        "takes_effect_at",
        "in_force_at",
        "ended_at",
    ]


class ProofViewSet(ReadOnlyViewSet):
    """What was sent to Mangopay, and what it answered."""

    model = Proof
    index_view_class = WithVendor
    icon = "doc-full"
    menu_label = _("Justificatifs")
    list_display = ["kind", "vendor", "state", "reason", "sent_at", "decided_at"]
    list_filter = ["state", "kind"]
    search_fields = ["vendor__name"]
    inspect_view_fields = ["vendor", "kind", "state", "reason", "message", "flags", "sent_at", "decided_at"]


class IdentityGroup(ModelViewSetGroup):
    """Beside the money."""

    items = (BankAccountViewSet, ProofViewSet)
    menu_label = _("Identité")
    menu_icon = "lock"
    menu_order = 310


@hooks.register("register_admin_viewset")
def identity_viewsets():
    return IdentityGroup()
