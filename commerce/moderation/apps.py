from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Pieces that the operator reads before they are shown, and pieces that somebody reports."""

    name = "commerce.moderation"
    label = "moderation"
    verbose_name = _("Modération des pièces")

    def ready(self):
        from commerce.moderation.roles import install

        post_migrate.connect(install, sender=self)
