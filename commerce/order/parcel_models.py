"""Parcels: what left a workshop together, with whom, and when it arrived. Rows are completed, never removed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.ledger.models import AppendOnly


class Receipt(models.TextChoices):
    """Who says that goods arrived. A presumption pays the vendor but doesn't close the right to withdraw."""

    CODE = "code", _("retirée avec le code")
    BUYER = "buyer", _("confirmée par l’acheteur")
    CARRIER = "carrier", _("livrée par le transporteur")
    PRESUMED = "presumed", _("présumée, faute de nouvelles")
    ISSUED = "issued", _("bon cadeau émis au paiement")


class ParcelQuerySet(models.QuerySet):
    def under_way(self):
        """Handed over and not known to have arrived."""
        return self.filter(delivered_at=None)


class Parcel(models.Model):
    """Pieces of one vendor order that were handed to a carrier together, or driven to the buyer by the vendor.

    It exists from the moment it left. `commerce.order.parcels` is its only door.
    """

    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.CASCADE, related_name="parcels")
    position = models.PositiveSmallIntegerField(_("rang"))
    request_key = models.CharField(_("clé du formulaire"), max_length=80, null=True, blank=True, unique=True)
    carrier = models.CharField(_("transporteur"), max_length=60, blank=True)
    tracking_number = models.CharField(_("numéro de suivi"), max_length=60, blank=True)
    shipped_at = models.DateTimeField(_("expédié le"))
    expected_on = models.DateField(_("arrivée attendue le"))
    delivered_at = models.DateTimeField(_("reçu le"), null=True, blank=True)
    delivery_basis = models.CharField(_("réception"), max_length=10, choices=Receipt.choices, blank=True)

    objects = ParcelQuerySet.as_manager()

    class Meta:
        verbose_name = _("colis")
        verbose_name_plural = _("colis")
        ordering = ["vendor_order", "position"]
        constraints = [
            models.UniqueConstraint(fields=["vendor_order", "position"], name="parcels_are_numbered"),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True, delivery_basis="")
                | (Q(delivered_at__isnull=False, delivered_at__gte=F("shipped_at")) & ~Q(delivery_basis="")),
                name="a_delivery_has_its_source",
            ),
        ]
        indexes = [
            models.Index(fields=["expected_on"], condition=Q(delivered_at=None), name="parcels_under_way"),
            models.Index(fields=["tracking_number"], name="parcels_by_tracking_number"),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """« VO-100042-1/2 »: the second parcel of that vendor order."""
        return f"{self.vendor_order.number}/{self.position}"

    @property
    def is_proved_delivered(self):
        """Whether somebody saw it arrive."""
        return self.delivered_at is not None and self.delivery_basis != Receipt.PRESUMED

    @property
    def tracking_in_words(self):
        """Carrier and tracking number, as far as they are known."""
        return " ".join(filter(None, [self.carrier, self.tracking_number]))


class ParcelLine(AppendOnly):
    """How many pieces of one line are in a parcel."""

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.CASCADE, related_name="parcel_lines")
    quantity = models.PositiveIntegerField(_("quantité"))

    class Meta:
        verbose_name = _("contenu d’un colis")
        verbose_name_plural = _("contenus de colis")
        ordering = ["parcel", "line"]
        constraints = [
            models.UniqueConstraint(fields=["parcel", "line"], name="a_line_is_once_in_a_parcel"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="nothing_empty_in_a_parcel"),
        ]

    def __str__(self):
        return f"{self.parcel_id}: {self.line_id} × {self.quantity}"
