"""Lists that code writes: whoever may view the model sees it, nobody changes a row."""

from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy


class ReadOnly(ModelPermissionPolicy):
    """Whoever may view the model sees it; nobody adds, changes or deletes: settlement does."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and super().user_has_any_permission(user, ["view"])


class ReadOnlyViewSet(ModelViewSet):
    """A list that settlement writes."""

    inspect_view_enabled = True
    exclude_form_fields = []
