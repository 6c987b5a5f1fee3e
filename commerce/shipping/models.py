"""How a vendor's goods reach the buyer: the modes each vendor offers, and the relay points."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryMode(models.Model):
    """One way in which a vendor hands goods over, with its price and time."""

    class Kind(models.TextChoices):
        HOME = "home", _("Livraison à domicile")
        COLLECT = "collect", _("Retrait à l’atelier")
        RELAY = "relay", _("Point relais")

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="delivery_modes")
    kind = models.CharField(_("mode"), max_length=10, choices=Kind.choices)
    carrier = models.CharField(_("transporteur"), max_length=60, blank=True)
    charge_cents = models.PositiveIntegerField(_("prix, en centimes"), default=0)
    free_from_cents = models.PositiveIntegerField(_("offert à partir de, en centimes"), null=True, blank=True)
    transit_days = models.PositiveSmallIntegerField(_("acheminement, en jours ouvrés"), default=2)
    is_active = models.BooleanField(_("proposé"), default=True)

    class Meta:
        verbose_name = _("mode d’expédition")
        verbose_name_plural = _("modes d’expédition")
        ordering = ["vendor", "kind"]
        constraints = [models.UniqueConstraint(fields=["vendor", "kind"], name="one_mode_of_a_kind_per_vendor")]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.vendor})"

    def charge_for(self, goods_cents):
        """Price in cents for goods worth `goods_cents` after discounts."""
        is_free = self.free_from_cents is not None and goods_cents >= self.free_from_cents
        return 0 if is_free else self.charge_cents


class RelayPoint(models.Model):
    """A shop where a carrier leaves parcels."""

    code = models.CharField(max_length=20, unique=True)
    carrier = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=160)
    postcode = models.CharField(max_length=5, db_index=True)
    town = models.CharField(max_length=120)
    opening_hours = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("point relais")
        verbose_name_plural = _("points relais")
        ordering = ["postcode", "name"]

    def __str__(self):
        return f"{self.name}, {self.street}, {self.postcode} {self.town}"


from oscar.apps.shipping.models import *  # noqa: E402, F403
