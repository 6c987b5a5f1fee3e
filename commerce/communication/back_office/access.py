"""Who follows mails in the back office and changes their words."""

from django.core.exceptions import PermissionDenied
from wagtail.permission_policies import ModelPermissionPolicy

KEEP = "communication.keep_mails"


class MailPolicy(ModelPermissionPolicy):
    """Whoever keeps the mails sees the list of them; nobody adds, changes or deletes a row."""

    def user_has_permission(self, user, action):
        return action == "view" and user.is_active and user.has_perm(KEEP)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and self.user_has_permission(user, "view")


class KeepersOnly:
    """A view for whoever keeps the mails; refuses the rest before anything is read."""

    def dispatch(self, request, *args, **kwargs):
        """Raises PermissionDenied, which Wagtail turns into a message on its home page."""
        if not request.user.has_perm(KEEP):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
