"""Slots of the operator's telephone, and who took them. Moments are kept in UTC; days are Europe/Paris's."""

from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SlotQuerySet(models.QuerySet):
    """Slots by what can be done with them."""

    def untaken(self):
        """Open, with nobody in them."""
        taken = Appointment.objects.filter(slot=OuterRef("pk"), status=Appointment.Status.BOOKED)
        return self.filter(~Exists(taken), closed_at=None)

    def after(self, moment):
        """Those that begin later than `moment`, first things first."""
        return self.filter(starts_at__gt=moment).order_by("starts_at")


class Slot(models.Model):
    """A time at which somebody of the team answers. Closed ones are kept: somebody may have had them."""

    starts_at = models.DateTimeField(_("début"), unique=True)
    ends_at = models.DateTimeField(_("fin"))
    closed_at = models.DateTimeField(_("fermé le"), null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("créneau")
        verbose_name_plural = _("créneaux")
        ordering = ["starts_at"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_start")]
        permissions = [("keep_appointments", "Tenir les rendez-vous téléphoniques")]

    def __str__(self):
        return f"{timezone.localtime(self.starts_at):%d/%m/%Y %H:%M}"

    @property
    def minutes(self):
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class Appointment(models.Model):
    """A person to call. At most one that is booked per slot, per address and per number: the database sees to it."""

    class Status(models.TextChoices):
        BOOKED = "booked", _("Pris")
        CANCELLED = "cancelled", _("Annulé")
        PAST = "past", _("Passé")

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="appointments")
    status = models.CharField(_("état"), max_length=10, choices=Status.choices, default=Status.BOOKED)
    name = models.CharField(_("nom"), max_length=120)
    phone = models.CharField(_("téléphone"), max_length=20, help_text=_("Sous sa forme internationale, +33612345678."))
    email = models.EmailField(_("adresse e-mail"))
    subject = models.TextField(_("sujet"))
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    booked_at = models.DateTimeField(_("pris le"), default=timezone.now)
    taken_at = models.DateTimeField(_("créneau choisi le"), default=timezone.now)
    cancelled_at = models.DateTimeField(_("annulé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("rendez-vous")
        verbose_name_plural = _("rendez-vous")
        ordering = ["slot__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=Q(status="booked"), name="one_person_per_slot"),
            models.UniqueConstraint(fields=["email"], condition=Q(status="booked"), name="one_call_per_address"),
            models.UniqueConstraint(fields=["phone"], condition=Q(status="booked"), name="one_call_per_number"),
            models.CheckConstraint(
                condition=Q(status="cancelled") ^ Q(cancelled_at__isnull=True), name="cancelled_has_its_moment"
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.slot}"

    @property
    def is_booked(self):
        """Whether it still holds, as far as anybody has decided; its time may have passed."""
        return self.status == self.Status.BOOKED
