from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from oscar.apps.communication import apps


class CommunicationConfig(apps.CommunicationConfig):
    """Oscar's communication app, forked under the same label. Every app that sends mails declares them in a module
    `mail_events`, which is found here: nobody is imported by name.
    """

    name = "commerce.communication"

    def ready(self):
        from commerce.communication import schedules

        super().ready()
        autodiscover_modules("mail_events")
        post_migrate.connect(schedules.install, sender=self)
