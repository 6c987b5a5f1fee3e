"""What was changed of a piece, when and by whom. Rows are only added."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ProductChange(models.Model):
    """One saving of a piece: `changes` maps what is named on screen to its texts before and after."""

    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("le"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("par"), null=True, blank=True, on_delete=models.SET_NULL
    )
    changes = models.JSONField(_("changements"))

    class Meta:
        verbose_name = _("changement d’une pièce")
        verbose_name_plural = _("changements des pièces")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["product", "-at"], name="changes_of_a_piece")]

    def __str__(self):
        return f"{self.product_id}, {self.at:%Y-%m-%d %H:%M}"
