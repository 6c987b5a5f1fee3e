"""A buyer's bank takes a payment back: Mangopay's dispute, and why a share is held."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.settlement.models.movements import PayIn


class Dispute(models.Model):
    """A chargeback as Mangopay tells of it. Amounts are cents, the deadline is Mangopay's."""

    class Type(models.TextChoices):
        CONTESTABLE = "CONTESTABLE", _("contestable")
        NOT_CONTESTABLE = "NOT_CONTESTABLE", _("sans contestation possible")
        RETRIEVAL = "RETRIEVAL", _("demande de justificatifs")

    class Status(models.TextChoices):
        CREATED = "CREATED", _("ouvert")
        PENDING_CLIENT_ACTION = "PENDING_CLIENT_ACTION", _("attend notre réponse")
        SUBMITTED = "SUBMITTED", _("dossier envoyé")
        PENDING_BANK_ACTION = "PENDING_BANK_ACTION", _("examiné par la banque")
        REOPENED = "REOPENED_PENDING_CLIENT_ACTION", _("rouvert : attend des pièces")
        CLOSED = "CLOSED", _("clos")

    class Result(models.TextChoices):
        WON = "WON", _("gagné")
        LOST = "LOST", _("perdu")
        VOID = "VOID", _("abandonné par la banque")

    resource_id = models.CharField(_("identifiant Mangopay"), max_length=128, unique=True)
    pay_in = models.ForeignKey(PayIn, on_delete=models.PROTECT, related_name="disputes")
    dispute_type = models.CharField(_("type"), max_length=20, choices=Type.choices)
    status = models.CharField(_("état"), max_length=40, choices=Status.choices)
    result = models.CharField(_("issue"), max_length=10, choices=Result.choices, blank=True)
    reason_type = models.CharField(_("motif de la banque"), max_length=60, blank=True)
    reason_message = models.CharField(_("message de la banque"), max_length=300, blank=True)
    disputed_cents = models.PositiveIntegerField(_("montant contesté, en centimes"))
    contested_cents = models.PositiveIntegerField(_("montant que nous défendons, en centimes"), default=0)
    contest_deadline_at = models.DateTimeField(_("répondre avant le"), null=True, blank=True)
    repudiation_id = models.CharField(max_length=128, blank=True)
    bearer = models.CharField(
        _("si le litige est perdu, à la charge de"),
        max_length=10,
        choices=[("vendor", _("l’artisan")), ("operator", _("MonQuibus"))],
        default="vendor",
    )
    opened_at = models.DateTimeField(_("ouvert le"))
    seen_at = models.DateTimeField(_("regardé le"))
    file_sent_at = models.DateTimeField(_("dossier envoyé le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("clos le"), null=True, blank=True)
    settled_at = models.DateTimeField(_("soldé le"), null=True, blank=True)
    #: What a lost one took and nobody could pay: spent gift cards, shares that could give no more.
    loss_cents = models.PositiveIntegerField(_("perte de MonQuibus, en centimes"), default=0)

    class Meta:
        verbose_name = _("litige bancaire")
        verbose_name_plural = _("litiges bancaires")
        ordering = ["-opened_at"]

    def __str__(self):
        return self.resource_id

    @property
    def awaits_us(self):
        """Whether a file may be sent."""
        return self.status in (self.Status.PENDING_CLIENT_ACTION, self.Status.REOPENED)


class Hold(models.Model):
    """Somebody, or an open dispute, keeps a share where it is. Lifted holds stay as history."""

    class Reason(models.TextChoices):
        OPERATOR = "operator", _("retenue par MonQuibus")
        DISPUTE = "dispute", _("paiement contesté par l’acheteur auprès de sa banque")
        WITHDRAWAL = "withdrawal", _("rétractation de l’acheteur")
        IN_DISPUTE = "in_dispute", _("litige entre l’acheteur et l’artisan")

    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(_("motif"), max_length=10, choices=Reason.choices)
    dispute = models.ForeignKey(Dispute, null=True, blank=True, on_delete=models.PROTECT, related_name="holds")
    note = models.CharField(_("précision pour l’artisan"), max_length=300, blank=True)
    placed_at = models.DateTimeField(_("depuis"))
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(_("levée le"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("retenue")
        verbose_name_plural = _("retenues")
        constraints = [
            models.UniqueConstraint(
                fields=["vendor_order", "reason"], condition=Q(lifted_at=None), name="one_open_hold_per_reason"
            )
        ]

    def __str__(self):
        return f"{self.vendor_order_id} : {self.reason}"
