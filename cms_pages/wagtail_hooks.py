from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet

from cms_pages.choosers import product_chooser, vendor_chooser
from cms_pages.models import ContactMessage


class ContactMessageViewSet(ModelViewSet):
    """Messages received, with what is still unanswered one filter away. What people wrote can't be rewritten."""

    model = ContactMessage
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 250
    add_to_admin_menu = True
    inspect_view_enabled = True
    form_fields = ["is_answered"]
    list_filter = ["is_answered", "audience"]
    search_fields = ["name", "email", "subject", "message"]
    search_backend_name = None
    list_display = [
        "subject",
        Column("number", label=_("Numéro")),
        "name",
        "email",
        "audience",
        "received_at",
        BooleanColumn("is_answered", label=_("Répondu")),
    ]
    inspect_view_fields = ["audience", "name", "email", "phone", "subject", "message", "received_at", "is_answered"]


@hooks.register("register_admin_viewset")
def choosers():
    return [product_chooser, vendor_chooser]


@hooks.register("register_admin_viewset")
def contact_messages():
    return ContactMessageViewSet("contact_messages")
