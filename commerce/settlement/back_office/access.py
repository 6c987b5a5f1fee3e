"""Who enters the money room, and who moves money in it. Editors of pages do neither."""

from django.core.exceptions import PermissionDenied
from wagtail.permission_policies import ModelPermissionPolicy

SEE, MOVE = "settlement.see_the_money", "settlement.move_the_money"


class MoneyPolicy(ModelPermissionPolicy):
    """Whoever may see the money sees every list of it; nobody adds, changes or deletes a row."""

    def user_has_permission(self, user, action):
        return action == "view" and user.is_active and user.has_perm(SEE)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and self.user_has_permission(user, "view")


class OperatorsOnly:
    """A view of the money room: refuses everybody without `permission`, before anything is read."""

    permission = SEE

    def dispatch(self, request, *args, **kwargs):
        """Raises PermissionDenied, which Wagtail turns into a message on its home page."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
