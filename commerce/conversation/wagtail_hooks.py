"""Reported messages enter Wagtail here: in the menu of moderation, addresses, the name of a log line."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_moderation_menu_item")
def reported_messages_item():
    address = f"{reverse('conversation_office:reports')}?state=received"
    return MenuItem(_("Messages signalés"), address, name="reported-messages", icon_name="mail", order=3)


@hooks.register("register_admin_urls")
def conversation_urls():
    return [path("messages-signales/", include("commerce.conversation.back_office.urls"))]


@hooks.register("register_log_actions")
def conversation_log(actions):
    actions.register_action("conversation.decide", _("Décider"), _("Message signalé : décision prise"))
