from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DispatchConfig(AppConfig):
    name = "commerce.dispatch"
    label = "dispatch"
    verbose_name = _("Étiquettes et suivi")

    def ready(self):
        from commerce.dispatch import schedules

        post_migrate.connect(schedules.install, sender=self)
