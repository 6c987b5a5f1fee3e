"""What joins parcels and carriers: labels that were asked for, and what a carrier last said of a parcel."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Label(models.Model):
    """A label that a vendor asked a carrier for, before the parcel left. The sheet stays here: it names the buyer."""

    class State(models.TextChoices):
        ASKED = "asked", _("demandée")
        MADE = "made", _("prête")
        REFUSED = "refused", _("refusée par le transporteur")
        IN_DOUBT = "doubt", _("sans réponse du transporteur")
        FORGOTTEN = "forgotten", _("effacée, une fois inutile")

    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.CASCADE, related_name="labels")
    request_key = models.CharField(_("clé du formulaire"), max_length=80, unique=True)
    carrier = models.CharField(_("transporteur"), max_length=60)
    grams = models.PositiveIntegerField(_("poids, en grammes"))
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.ASKED)
    number = models.CharField(_("numéro de suivi"), max_length=60, blank=True)
    refusal = models.CharField(_("réponse du transporteur"), max_length=300, blank=True)
    pdf = models.BinaryField(_("étiquette"), blank=True, default=bytes)
    asked_at = models.DateTimeField(_("demandée le"), default=timezone.now)

    class Meta:
        verbose_name = _("étiquette")
        verbose_name_plural = _("étiquettes")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="made") | ~models.Q(number=""), name="a_label_that_is_made_has_a_number"
            )
        ]

    def __str__(self):
        return f"{self.carrier} {self.number}".strip()

    @property
    def is_made(self):
        """Whether it can be printed."""
        return self.state == self.State.MADE


class Watch(models.Model):
    """When a carrier was last asked about a parcel, and what it said."""

    parcel = models.OneToOneField("order.Parcel", on_delete=models.CASCADE, related_name="watch")
    asked_at = models.DateTimeField(_("demandé le"), db_index=True)
    words = models.CharField(_("dernières nouvelles"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("suivi d’un colis")
        verbose_name_plural = _("suivis de colis")

    def __str__(self):
        return f"{self.parcel_id}: {self.words}"
