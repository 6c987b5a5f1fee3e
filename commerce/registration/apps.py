from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RegistrationConfig(AppConfig):
    """How a professional becomes a vendor: a file filled step by step, judged by the operator, opened by its owner."""

    name = "commerce.registration"
    label = "registration"
    verbose_name = _("Inscriptions")

    def ready(self):
        from commerce.registration import reminders
        from commerce.registration.own_steps import OWN
        from commerce.registration.refused_goods import install
        from commerce.registration.steps import join
        from commerce.settlement import due

        for step in OWN:
            join(step)
        due.join(due.EACH_NIGHT, "registrations reminded", reminders.asleep, reminders.remind)
        post_migrate.connect(install, sender=self)
