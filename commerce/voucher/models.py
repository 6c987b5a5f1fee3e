from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.voucher.abstract_models import AbstractVoucher

from commerce.voucher.codes import normalised
from commerce.voucher.terms import refusal, refusal_to


class Voucher(AbstractVoucher):
    """A code that a buyer types; its offers say what it takes off, and who pays (« coupon »).

    One that a vendor made has that `vendor`, one offer limited to it, and the limits below (None: no limit).
    """

    vendor = models.ForeignKey(
        "partner.Partner",
        verbose_name=_("artisan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coupons",
    )
    max_uses = models.PositiveIntegerField(_("utilisations en tout"), null=True, blank=True)
    max_uses_per_buyer = models.PositiveIntegerField(_("utilisations par personne"), null=True, blank=True)
    only_first_order = models.BooleanField(_("première commande seulement"), default=False)
    is_paused = models.BooleanField(_("en pause"), default=False)

    class Meta(AbstractVoucher.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(only_first_order=False) | Q(vendor__isnull=False), name="first_order_with_a_vendor"
            )
        ]

    def save(self, *args, **kwargs):
        self.code = normalised(self.code)
        super().save(*args, **kwargs)

    @property
    def most_uses(self):
        """How often it may be used in all, or None."""
        return 1 if self.usage == self.SINGLE_USE else self.max_uses

    @property
    def most_uses_per_buyer(self):
        """How often one person may use it, or None."""
        return 1 if self.usage == self.ONCE_PER_CUSTOMER else self.max_uses_per_buyer

    def is_active(self, test_datetime=None):
        """Whether it may be used now, whoever asks."""
        return refusal(self, now=test_datetime or timezone.now()) is None

    def is_available_to_user(self, user=None):
        """Whether this person may use it, with the reason if not. A guest is asked again when the order is placed."""
        reason = refusal_to(self, user)
        return reason is None, reason or ""

    def record_usage(self, order, user):
        """Count a use by an order. Writes the counter only, so that orders at the same moment count twice."""
        self.applications.create(voucher=self, order=order, user=user if user.is_authenticated else None)
        type(self).objects.filter(pk=self.pk).update(num_orders=F("num_orders") + 1)

    def record_discount(self, discount):
        """Add to what the coupon took off so far."""
        type(self).objects.filter(pk=self.pk).update(total_discount=F("total_discount") + discount["discount"])


from oscar.apps.voucher.models import *  # noqa: E402, F403
