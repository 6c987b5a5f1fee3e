"""What went wrong and waits for a person or for the next run."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.settlement.incident_words import in_words


class Incident(models.Model):
    """Something that settlement couldn't do: why, since when, how often."""

    subject = models.CharField(_("objet"), max_length=120, unique=True)
    message = models.CharField(_("message"), max_length=500)
    first_seen_at = models.DateTimeField(_("depuis"))
    last_seen_at = models.DateTimeField(_("dernière fois"))
    occurrences = models.PositiveIntegerField(_("fois"), default=1)
    solved_at = models.DateTimeField(_("résolu le"), null=True, blank=True)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ["-last_seen_at"]

    def __str__(self):
        return self.subject

    @property
    def title(self):
        """What it is about, in words."""
        return in_words(self.subject)
