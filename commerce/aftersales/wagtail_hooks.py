from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_admin_urls")
def addresses():
    return [path("apres-vente/", include("commerce.aftersales.back_office.urls"))]


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("money.contest", _("Contester un litige"), _("Litige bancaire contesté"))
