"""Mails enter Wagtail here: their menu, addresses, permission, panel, and their line in the log."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from commerce.communication.back_office.access import KEEP
from commerce.communication.back_office.home import MailPanel


class MailItem(MenuItem):
    """Only for who keeps the mails."""

    def is_shown(self, request):
        """Whether this person keeps them."""
        return request.user.has_perm(KEEP)


class MailSubmenu(SubmenuMenuItem):
    """Only for who keeps the mails."""

    def is_shown(self, request):
        """Whether this person keeps them."""
        return request.user.has_perm(KEEP)


@hooks.register("register_admin_menu_item")
def mails_item():
    items = [
        MailItem(_("Textes"), reverse("mails:texts"), name="mail-texts", icon_name="edit", order=1),
        MailItem(_("Courriels envoyés"), reverse("mails:mails"), name="mails-sent", icon_name="list-ul", order=2),
    ]
    return MailSubmenu(_("Courriels"), Menu(items=items), name="mails", icon_name="mail", order=270)


@hooks.register("register_admin_urls")
def mail_urls():
    return [path("courriels/", include("commerce.communication.back_office.urls"))]


@hooks.register("register_permissions")
def mail_permission():
    return Permission.objects.filter(content_type__app_label="communication", codename="keep_mails")


@hooks.register("construct_homepage_panels")
def mail_panel(request, panels):
    panels.append(MailPanel())


@hooks.register("register_log_actions")
def mail_log(actions):
    actions.register_action("mail.send_again", _("Renvoyer un courriel"), _("Courriel renvoyé"))
