"""Announcements in the back office: editors and operators write them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from commerce.announcements.models import Announcement


class AnnouncementViewSet(SnippetViewSet):
    """What vendors read on their first page."""

    model = Announcement
    icon = "info-circle"
    menu_label = _("Annonces")
    add_to_admin_menu = True
    list_display = ["title", "importance", "shops", "plan_kind", "trade", "starts_on", "ends_on"]
    list_filter = ["importance", "shops", "plan_kind", "trade"]
    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("importance"),
        MultiFieldPanel(
            [FieldPanel("shops"), FieldPanel("plan_kind"), FieldPanel("trade")],
            heading=_("Pour qui (rien de choisi : tout le monde)"),
        ),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]


register_snippet(AnnouncementViewSet)
