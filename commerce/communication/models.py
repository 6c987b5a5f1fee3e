from django.db import models
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """A mail that was decided, sent once by the task cluster. One per event, subject of the event, and person."""

    event = models.CharField(_("événement"), max_length=60)
    key = models.CharField(_("objet de l’événement"), max_length=80)
    recipient = models.EmailField(_("destinataire"))
    subject = models.CharField(_("sujet"), max_length=200)
    text = models.TextField(_("texte"))
    html = models.TextField(_("HTML"))
    created_at = models.DateTimeField(_("décidé le"), auto_now_add=True)
    claimed_at = models.DateTimeField(_("pris en charge le"), null=True, blank=True)
    sent_at = models.DateTimeField(_("parti le"), null=True, blank=True)

    class Meta:
        verbose_name = _("courriel")
        verbose_name_plural = _("courriels")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["event", "key", "recipient"], name="one_mail_per_event_and_person")
        ]

    def __str__(self):
        return f"{self.event} {self.key} → {self.recipient}"


from oscar.apps.communication.models import *  # noqa: E402, F403
