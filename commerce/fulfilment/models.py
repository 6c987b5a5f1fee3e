"""Rows of what wasn't kept as promised. Written once; a proposal is completed by its outcome."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

NOTE_LENGTH = 300


def _by():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


class Delay(models.Model):
    """A later day that the vendor announced to the buyer (art. L216-6 Code de la consommation)."""

    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.CASCADE, related_name="delays")
    previous_on = models.DateField(_("promise d’abord pour le"))
    new_on = models.DateField(_("promise maintenant pour le"))
    note = models.CharField(_("mot pour l’acheteur"), max_length=NOTE_LENGTH, blank=True)
    announced_at = models.DateTimeField(_("annoncé le"))
    announced_by = _by()

    class Meta:
        verbose_name = _("retard annoncé")
        verbose_name_plural = _("retards annoncés")
        ordering = ["-announced_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["vendor_order", "new_on"], name="a_delay_is_announced_once"),
            models.CheckConstraint(condition=Q(new_on__gt=F("previous_on")), name="a_delay_is_later"),
        ]

    def __str__(self):
        return f"{self.vendor_order_id}: {self.new_on}"


class UnavailabilityQuerySet(models.QuerySet):
    def open(self):
        """Proposals that the buyer hasn't answered."""
        return self.filter(state=Unavailability.State.PROPOSED)


class Unavailability(models.Model):
    """Pieces that were sold and can't be sent: given back, or first something else is proposed to the buyer."""

    class State(models.TextChoices):
        """What became of it."""

        PROPOSED = "proposed", _("proposition en attente")
        REFUNDED = "refunded", _("remboursée")
        DELAYED = "delayed", _("délai accepté")
        REPLACED = "replaced", _("autre pièce acceptée")
        LAPSED = "lapsed", _("sans objet : partie ou annulée entre-temps")

    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.CASCADE, related_name="unavailabilities")
    line = models.ForeignKey("order.Line", on_delete=models.CASCADE, related_name="unavailabilities")
    title = models.CharField(_("pièce"), max_length=255)
    quantity = models.PositiveIntegerField(_("quantité"))
    state = models.CharField(_("état"), max_length=10, choices=State.choices)
    note = models.CharField(_("mot pour l’acheteur"), max_length=NOTE_LENGTH, blank=True)
    request_key = models.CharField(_("clé du formulaire"), max_length=80, unique=True)
    declared_at = models.DateTimeField(_("déclarée le"))
    declared_by = _by()

    new_on = models.DateField(_("délai proposé"), null=True, blank=True)
    replacement = models.ForeignKey(
        "partner.StockRecord",
        verbose_name=_("pièce proposée"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answer_by = models.DateField(_("réponse attendue jusqu’au"), null=True, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)

    objects = UnavailabilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("pièce indisponible")
        verbose_name_plural = _("pièces indisponibles")
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="something_is_unavailable"),
            models.UniqueConstraint(
                fields=["line"], condition=Q(state="proposed"), name="one_proposal_at_a_time_for_a_line"
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed")
                | (Q(answer_by__isnull=False) & (Q(new_on__isnull=False) | Q(replacement__isnull=False))),
                name="a_proposal_proposes_until_a_day",
            ),
        ]
        indexes = [models.Index(fields=["answer_by"], condition=Q(state="proposed"), name="proposals_open")]

    def __str__(self):
        return f"{self.vendor_order_id}: {self.title} × {self.quantity}"

    @property
    def is_open(self):
        """Whether the buyer may still answer."""
        return self.state == self.State.PROPOSED


class Reminder(models.Model):
    """A step of the reminders about one promise: a new promise begins anew."""

    class Step(models.TextChoices):
        """In the order in which they are sent."""

        SOON = "soon", _("avant le jour promis")
        LATE = "late", _("le lendemain")
        LAST = "last", _("dernier rappel")
        COLLECT = "collect", _("à retirer")

    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.CASCADE, related_name="reminders")
    promised_on = models.DateField(_("promise pour le"))
    step = models.CharField(_("rappel"), max_length=10, choices=Step.choices)
    sent_at = models.DateTimeField(_("envoyé le"))

    class Meta:
        verbose_name = _("rappel")
        verbose_name_plural = _("rappels")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["vendor_order", "promised_on", "step"], name="each_reminder_once")
        ]

    def __str__(self):
        return f"{self.vendor_order_id}: {self.step}"
