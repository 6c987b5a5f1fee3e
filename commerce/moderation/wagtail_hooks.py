"""Moderation enters Wagtail here: menu, addresses, what waits, names of log lines."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from commerce.moderation.back_office.typology import TypologyGroup
from commerce.moderation.roles import MODERATE

LOG_ACTIONS = {
    "moderation.accept": (_("Accepter"), _("Pièce acceptée")),
    "moderation.refuse": (_("Refuser"), _("Pièce refusée")),
    "moderation.uphold": (_("Retirer la pièce"), _("Signalement fondé, pièce retirée")),
    "moderation.dismiss": (_("Laisser la pièce"), _("Signalement non fondé")),
    "moderation.end_category": (_("Terminer cette catégorie"), _("Catégorie terminée")),
    "moderation.take_off": (_("Retirer une pièce de la vente"), _("Pièce retirée")),
}


@hooks.register("register_admin_viewset")
def typology():
    return TypologyGroup()


class ModeratorsMenu(SubmenuMenuItem):
    """Only for those who moderate."""

    def is_shown(self, request):
        """Whether this person may read the lists."""
        return request.user.has_perm(MODERATE)


@hooks.register("register_permissions")
def moderation_permission():
    return Permission.objects.filter(content_type__app_label="moderation", codename="moderate_pieces")


@hooks.register("register_admin_menu_item")
def moderation_menu():
    checks, reports = reverse("moderation_office:checks"), reverse("moderation_office:reports")
    items = [
        MenuItem(_("Pièces à relire"), f"{checks}?state=waiting", name="checks", icon_name="view", order=1),
        MenuItem(_("Signalements"), f"{reports}?state=received", name="reports", icon_name="warning", order=2),
        MenuItem(
            _("Exposés des motifs"),
            reverse("moderation_office:statements"),
            name="statements",
            icon_name="doc-full",
            order=3,
        ),
    ]
    menu = Menu(register_hook_name="register_moderation_menu_item", items=items)
    return ModeratorsMenu(_("Modération"), menu, name="moderation", icon_name="view", order=298)


@hooks.register("register_admin_urls")
def moderation_urls():
    return [path("moderation/", include("commerce.moderation.back_office.urls"))]


@hooks.register("register_log_actions")
def moderation_log(actions):
    for name, (label, message) in LOG_ACTIONS.items():
        actions.register_action(name, label, message)
