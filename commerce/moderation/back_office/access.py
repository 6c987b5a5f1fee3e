"""Who reads pieces and reports: a permission of its own."""

from django.core.exceptions import PermissionDenied
from wagtail.permission_policies import ModelPermissionPolicy

from commerce.moderation.roles import MODERATE


class ModeratorsPolicy(ModelPermissionPolicy):
    """Whoever moderates sees the lists; nobody adds, changes or deletes a row by hand."""

    def user_has_permission(self, user, action):
        return action == "view" and user.is_active and user.has_perm(MODERATE)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and self.user_has_permission(user, "view")


class ModeratorsOnly:
    """A view of this room: refuses everybody else before anything is read."""

    def dispatch(self, request, *args, **kwargs):
        """Raises PermissionDenied, which Wagtail turns into a message on its home page."""
        if not request.user.has_perm(MODERATE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
