"""How often a piece was looked at and put into a basket, by day. Nobody's name, address, cookie or hour is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.analytics.models import *  # noqa: F403


class Mark(models.Model):
    """One look at a piece, or one basket that took it, until the counts of its day are written.

    Written without touching a row that others write too, so that a thousand visitors of one piece don't wait for each
    other.
    """

    class Kind(models.TextChoices):
        VIEW = "view", _("vue")
        BASKET = "basket", _("panier")

    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    day = models.DateField(_("jour"))
    kind = models.CharField(max_length=6, choices=Kind.choices)

    class Meta:
        verbose_name = _("marque")
        verbose_name_plural = _("marques")

    def __str__(self):
        return f"{self.kind} {self.product_id} {self.day}"


class ProductDay(models.Model):
    """A piece's counts on a day of Paris. Variants count for their piece."""

    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="counted_days")
    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="counted_days")
    day = models.DateField(_("jour"))
    views = models.PositiveIntegerField(_("vues"), default=0)
    baskets = models.PositiveIntegerField(_("mises au panier"), default=0)

    class Meta:
        verbose_name = _("compte d’un jour")
        verbose_name_plural = _("comptes par jour")
        constraints = [models.UniqueConstraint(fields=["product", "day"], name="one_count_per_product_and_day")]
        indexes = [models.Index(fields=["vendor", "day"], name="counts_of_a_vendor")]

    def __str__(self):
        return f"{self.product_id} {self.day}"
