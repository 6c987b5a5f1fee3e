"""The calendar of calls enters Wagtail here: its menu item, its addresses, its permission, its line in the log."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from commerce.appointments.back_office.access import KEEP


class CalendarItem(MenuItem):
    """Only for who keeps the calendar."""

    def is_shown(self, request):
        """Whether this person keeps it."""
        return request.user.has_perm(KEEP)


@hooks.register("register_admin_menu_item")
def calendar_item():
    return CalendarItem(
        _("Rendez-vous"), reverse("appointments_desk:day"), name="appointments", icon_name="calendar-alt", order=260
    )


@hooks.register("register_admin_urls")
def calendar_urls():
    return [path("rendez-vous/", include("commerce.appointments.back_office.urls"))]


@hooks.register("register_permissions")
def calendar_permission():
    return Permission.objects.filter(content_type__app_label="appointments", codename="keep_appointments")


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("appointments.call_off", _("Annuler un rendez-vous"), _("Rendez-vous annulé"))
    actions.register_action("registration.assist", _("Remplir un dossier"), _("Dossier rempli au téléphone"))
