"""Disputes enter Wagtail here: menu, addresses, names of log lines."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from commerce.settlement.back_office.menu import MoneyItem

LOG_ACTIONS = {
    "disputes.decide": (_("Trancher"), _("Litige tranché")),
    "disputes.order_remedy": (_("Ordonner une solution"), _("Solution ordonnée dans un litige")),
}


@hooks.register("register_admin_menu_item")
def disputes_item():
    address = reverse("disputes_office:disputes")
    return MoneyItem(_("Litiges"), address, name="order-disputes", icon_name="comment", order=302)


@hooks.register("register_admin_urls")
def disputes_urls():
    return [path("litiges/", include("commerce.disputes.back_office.urls"))]


@hooks.register("register_log_actions")
def disputes_log(actions):
    for name, (label, message) in LOG_ACTIONS.items():
        actions.register_action(name, label, message)
