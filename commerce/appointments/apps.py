from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AppointmentsConfig(AppConfig):
    """Telephone appointments: slots that the operator opens, visitors who take one, and what both are told."""

    name = "commerce.appointments"
    label = "appointments"
    verbose_name = _("Rendez-vous")

    def ready(self):
        from commerce.appointments import schedules

        post_migrate.connect(schedules.install, sender=self)
