"""Who keeps the calendar of calls: whoever has the permission that Wagtail's groups offer to tick."""

from django.core.exceptions import PermissionDenied

KEEP = "appointments.keep_appointments"


class KeepersOnly:
    """A view of the back office: refuses everybody without KEEP, before anything is read."""

    def dispatch(self, request, *args, **kwargs):
        """Raises PermissionDenied, which Wagtail turns into a message on its home page."""
        if not request.user.has_perm(KEEP):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
