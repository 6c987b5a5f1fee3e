"""What the nightly look at our book beside Mangopay's wallets found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Comparison(models.Model):
    """One comparison of the book with Mangopay: when, and how many accounts differed by how many cents in all."""

    compared_at = models.DateTimeField(_("comparé le"), db_index=True)
    differing = models.PositiveIntegerField(_("comptes qui diffèrent"))
    difference_cents = models.PositiveBigIntegerField(_("différence, en centimes"))

    class Meta:
        verbose_name = _("rapprochement")
        verbose_name_plural = _("rapprochements")
        ordering = ["-compared_at"]

    def __str__(self):
        return f"{self.compared_at:%Y-%m-%d %H:%M}: {self.difference_cents}"

    @property
    def agrees(self):
        """Whether book and Mangopay held the same on every wallet."""
        return not self.differing
