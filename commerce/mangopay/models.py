from django.db import models
from django.utils.translation import gettext_lazy as _


class HookNotice(models.Model):
    """Mangopay, or somebody who pretends to be, said « look again ». Stored once; nothing in it is believed."""

    event_type = models.CharField(_("événement"), max_length=60)
    resource_id = models.CharField(_("ressource"), max_length=128)
    date = models.BigIntegerField(_("date annoncée, en secondes"))
    received_at = models.DateTimeField(_("reçu le"), auto_now_add=True)
    handled_at = models.DateTimeField(_("traité le"), null=True, blank=True)

    class Meta:
        verbose_name = _("avis de Mangopay")
        verbose_name_plural = _("avis de Mangopay")
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(fields=["event_type", "resource_id", "date"], name="one_notice_per_event")
        ]

    def __str__(self):
        return f"{self.event_type} {self.resource_id}"


class KeptKey(models.Model):
    """The idempotency key of something that has no row of its own until Mangopay has made it."""

    purpose = models.CharField(_("objet"), max_length=120, unique=True)
    key = models.CharField(max_length=36)
    since = models.DateTimeField(_("depuis"), auto_now_add=True)

    class Meta:
        verbose_name = _("clé en cours")
        verbose_name_plural = _("clés en cours")

    def __str__(self):
        return self.purpose
