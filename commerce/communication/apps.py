from django.utils.module_loading import autodiscover_modules
from oscar.apps.communication import apps


class CommunicationConfig(apps.CommunicationConfig):
    """Oscar's communication app, forked under the same label. Every app that sends mails declares them in a module
    `mail_events`, which is found here: nobody is imported by name.
    """

    name = "commerce.communication"

    def ready(self):
        super().ready()
        autodiscover_modules("mail_events")
