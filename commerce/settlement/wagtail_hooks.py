"""The operator's money room enters Wagtail here: its menu, its addresses, its panel, the names of its log lines."""

from django.contrib.auth.models import Permission
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from commerce.settlement.back_office.home import MoneyPanel
from commerce.settlement.back_office.menu import money_menu
from commerce.settlement.back_office.policies import ReadOnly, ReadOnlyViewSet

__all__ = ["ReadOnly", "ReadOnlyViewSet"]

#: What Wagtail's groups offer to tick.
PERMISSIONS = ("see_the_money", "move_the_money")
LOG_ACTIONS = {
    "money.retry": (_("Réessayer"), _("Mouvement redemandé")),
    "money.hold": (_("Retenir"), _("Part retenue")),
    "money.lift": (_("Lever la retenue"), _("Retenue levée")),
    "money.refund": (_("Rembourser"), _("Remboursement décidé")),
    "money.adjust": (_("Régulariser"), _("Régularisation proposée")),
    "money.approve": (_("Approuver"), _("Régularisation approuvée")),
    "money.refuse": (_("Refuser"), _("Régularisation refusée")),
    "money.bearer": (_("Changer la charge d’un litige"), _("Charge du litige changée")),
    "money.give_up": (_("Accepter la perte"), _("Perte d’un litige acceptée")),
    "money.fund": (_("Alimenter la réserve"), _("Virement vers la réserve annoncé")),
}


@hooks.register("register_permissions")
def money_permissions():
    return Permission.objects.filter(content_type__app_label="settlement", codename__in=PERMISSIONS)


@hooks.register("register_admin_menu_item")
def money_item():
    return money_menu()


@hooks.register("register_admin_urls")
def money_urls():
    return [path("argent/", include("commerce.settlement.back_office.urls"))]


@hooks.register("construct_homepage_panels")
def money_panel(request, panels):
    panels.append(MoneyPanel())


@hooks.register("register_log_actions")
def money_log(actions):
    for name, (label, message) in LOG_ACTIONS.items():
        actions.register_action(name, label, message)
