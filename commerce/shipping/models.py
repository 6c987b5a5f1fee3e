"""How a vendor's goods reach the buyer: the modes each vendor offers, and the relay points."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.shipping.rates import Rate


class DeliveryMode(models.Model):
    """One way in which a vendor hands goods over, with its price and time."""

    class Kind(models.TextChoices):
        HOME = "home", _("Livraison à domicile")
        COLLECT = "collect", _("Retrait à l’atelier")
        RELAY = "relay", _("Point relais")
        OWN = "own", _("Livraison par l’atelier")

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="delivery_modes")
    kind = models.CharField(_("mode"), max_length=10, choices=Kind.choices)
    carrier = models.CharField(_("transporteur"), max_length=60, blank=True)
    #: The price in metropolitan France, whatever the weight, of a mode without `rates`.
    charge_cents = models.PositiveIntegerField(_("prix, en centimes"), default=0)
    #: Prices by weight and destination, as `commerce.shipping.rates` keeps them: read with their mode, and whole.
    rates = models.JSONField(_("prix selon le poids et la destination"), default=list, blank=True)
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

    @property
    def price_rows(self):
        """Its `rates`, as Rates."""
        return [Rate.from_json(kept) for kept in self.rates]

    @property
    def dearest_cents(self):
        """The most that it may ask, in cents."""
        return max((rate.charge_cents for rate in self.price_rows), default=self.charge_cents)

    def is_free_for(self, goods_cents):
        """Whether goods worth `goods_cents`, after every reduction, travel at the vendor's cost."""
        return self.free_from_cents is not None and goods_cents >= self.free_from_cents

    def charge_for(self, goods_cents):
        """The one price in cents, without weight and destination, for goods worth `goods_cents` after reductions."""
        return 0 if self.is_free_for(goods_cents) else self.charge_cents


class RelayPoint(models.Model):
    """A shop where a carrier leaves parcels."""

    code = models.CharField(max_length=20, unique=True)
    #: The carrier's own number, for its labels; empty where the house can't ask the carrier.
    number = models.CharField(max_length=15, blank=True)
    #: Whether a buyer typed it while the carrier didn't answer; it is offered to nobody else.
    is_typed = models.BooleanField(default=False)
    carrier = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=160)
    postcode = models.CharField(max_length=5, db_index=True)
    town = models.CharField(max_length=120)
    opening_hours = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = _("point relais")
        verbose_name_plural = _("points relais")
        ordering = ["postcode", "name"]

    def __str__(self):
        return f"{self.name}, {self.street}, {self.postcode} {self.town}"


from oscar.apps.shipping.models import *  # noqa: E402, F403
