from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnouncementsConfig(AppConfig):
    """What the operator tells vendors on the first page of their portal."""

    name = "commerce.announcements"
    label = "announcements"
    verbose_name = _("Annonces aux artisans")
