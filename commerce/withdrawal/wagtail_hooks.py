"""Withdrawals enter Wagtail here: menu, addresses, names of log lines."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from commerce.settlement.back_office.menu import MoneyItem

LOG_ACTIONS = {
    "withdrawal.refund": (_("Rembourser"), _("Rétractation remboursée par l’équipe")),
    "withdrawal.decide": (_("Trancher"), _("Réduction tranchée")),
    "withdrawal.close": (_("Clore"), _("Rétractation close sans remboursement")),
}


@hooks.register("register_admin_menu_item")
def withdrawals_item():
    address = reverse("withdrawal_office:withdrawals")
    return MoneyItem(_("Rétractations"), address, name="withdrawals", icon_name="rotate", order=301)


@hooks.register("register_admin_urls")
def withdrawal_urls():
    return [path("retractations/", include("commerce.withdrawal.back_office.urls"))]


@hooks.register("register_log_actions")
def withdrawal_log(actions):
    for name, (label, message) in LOG_ACTIONS.items():
        actions.register_action(name, label, message)
